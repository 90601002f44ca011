import { describe, expect, test } from 'vitest';
import { clientNetwork, FailureLimit } from '../../src/access/failure-limit.ts';

test('so many failures in a minute, then a wait until it is over; each client has its own', () => {
  let now = 1_000_000;
  const limit = new FailureLimit(3, () => now);
  for (let i = 0; i < 3; i += 1) {
    expect(limit.secondsToWait('a')).toBe(0);
    limit.failed('a');
    now += 10_000;
  }
  expect(limit.secondsToWait('a')).toBe(30);
  expect(limit.secondsToWait('b')).toBe(0);
  now += 29_999;
  expect(limit.secondsToWait('a')).toBe(1);
  now += 1;
  expect(limit.secondsToWait('a')).toBe(0);
  limit.failed('a');
  expect(limit.secondsToWait('a')).toBe(0);
  // The window that has ended counts no more: this one began at its end.
  limit.failed('a');
  limit.failed('a');
  expect(limit.secondsToWait('a')).toBe(60);
});

describe('a client is an address, or a network of IPv6', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2::6', '2001:db8:1:2::/64'],
    ['2001:db8::6', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['not an address', 'not an address'],
  ])('%s → %s', (address, network) => {
    expect(clientNetwork(address)).toBe(network);
  });
});

import { expect, test } from 'vitest';
import { countsOf, sumNumbers } from '../../src/workers/sum-numbers.ts';
import { wholeLines } from '../../src/workers/whole-lines.ts';

const first = `# HELP a_total What is counted.
# TYPE a_total counter
a_total{route="/x y",status="200"} 2

# HELP b_seconds How long.
# TYPE b_seconds histogram
b_seconds_bucket{le="0.1"} 1
b_seconds_bucket{le="+Inf"} 3
b_seconds_sum 0.25
b_seconds_count 3
# HELP topline_releases Releases.
# TYPE topline_releases gauge
topline_releases{state="served"} 4
# HELP process_start_time_seconds Start.
# TYPE process_start_time_seconds gauge
process_start_time_seconds 1700000005
# HELP nodejs_eventloop_lag_max_seconds Lag.
# TYPE nodejs_eventloop_lag_max_seconds gauge
nodejs_eventloop_lag_max_seconds Nan
# TYPE c gauge
c +Inf
`;
const second = `# HELP a_total What is counted.
# TYPE a_total counter
a_total{route="/x y",status="200"} 5
a_total{route="/x y",status="404"} 1
# HELP b_seconds How long.
# TYPE b_seconds histogram
b_seconds_bucket{le="0.1"} 2
b_seconds_bucket{le="+Inf"} 2
b_seconds_sum 0.5
b_seconds_count 2
# HELP topline_releases Releases.
# TYPE topline_releases gauge
topline_releases{state="served"} 4
# HELP process_start_time_seconds Start.
# TYPE process_start_time_seconds gauge
process_start_time_seconds 1700000001
# HELP nodejs_eventloop_lag_max_seconds Lag.
# TYPE nodejs_eventloop_lag_max_seconds gauge
nodejs_eventloop_lag_max_seconds 0.5
# TYPE c gauge
c +Inf
`;

test('counters and histograms of processes are added up, what is of all is told once, each family is described once', () => {
  expect(sumNumbers([first, second]).split('\n')).toEqual([
    '# HELP a_total What is counted.',
    '# TYPE a_total counter',
    'a_total{route="/x y",status="200"} 7',
    'a_total{route="/x y",status="404"} 1',
    '# HELP b_seconds How long.',
    '# TYPE b_seconds histogram',
    'b_seconds_bucket{le="0.1"} 3',
    'b_seconds_bucket{le="+Inf"} 5',
    'b_seconds_sum 0.75',
    'b_seconds_count 5',
    '# HELP topline_releases Releases.',
    '# TYPE topline_releases gauge',
    'topline_releases{state="served"} 4',
    '# HELP process_start_time_seconds Start.',
    '# TYPE process_start_time_seconds gauge',
    'process_start_time_seconds 1700000001',
    '# HELP nodejs_eventloop_lag_max_seconds Lag.',
    '# TYPE nodejs_eventloop_lag_max_seconds gauge',
    'nodejs_eventloop_lag_max_seconds Nan',
    '# TYPE c gauge',
    'c +Inf',
    '',
  ]);
});

test('what a process that is gone has counted is kept, and nothing that was only so then', () => {
  const text = first.replaceAll('a_total', 'topline_a_total').replaceAll('b_seconds', 'topline_b_seconds');
  expect(countsOf(text).split('\n')).toEqual([
    '# HELP topline_a_total What is counted.',
    '# TYPE topline_a_total counter',
    'topline_a_total{route="/x y",status="200"} 2',
    '# HELP topline_b_seconds How long.',
    '# TYPE topline_b_seconds histogram',
    'topline_b_seconds_bucket{le="0.1"} 1',
    'topline_b_seconds_bucket{le="+Inf"} 3',
    'topline_b_seconds_sum 0.25',
    'topline_b_seconds_count 3',
    '',
  ]);
});

test('pieces of a stream become whole lines', () => {
  const lines: string[] = [];
  const write = wholeLines((text) => lines.push(text));
  for (const piece of ['{"a"', ':1}', '\n{"b":2}\n{"c', '":3}', '\n', 'rest']) write(piece);
  expect(lines).toEqual(['{"a":1}\n{"b":2}\n', '{"c":3}\n']);
});

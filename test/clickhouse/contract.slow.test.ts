import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { clusterSettings } from '../../src/engine/clickhouse/cluster-settings.ts';
import { findClickHouse, needs } from '../components.ts';
import { allEngines, eachEngine } from '../engine/contract.ts';
import { ENGINES, type TestEngine } from '../engine/registry.ts';
import { startCluster, STEADY_USERS, TRIED_AGAIN, type Cluster } from './cluster.ts';
import { openLoaded } from './loaded-engine.ts';

const server = findClickHouse();
let cluster: Cluster;
const clickhouse: TestEngine = {
  name: 'clickhouse, two shards',
  open: (records) => openLoaded(clusterSettings({ url: cluster.urls }), records),
};

describe('a cluster of ClickHouse', { ...needs(server), ...TRIED_AGAIN }, () => {
  beforeAll(async () => {
    cluster = await startCluster(server.command, { shards: 2, users: STEADY_USERS });
  });
  afterAll(() => cluster.stop());
  beforeEach(() => cluster.revive());

  eachEngine([clickhouse]);
  allEngines([...ENGINES.slice(0, 2), clickhouse]);
});

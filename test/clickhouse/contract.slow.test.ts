import { afterAll, beforeAll, describe } from 'vitest';
import { clusterSettings } from '../../src/engine/clickhouse/cluster-settings.ts';
import { findClickHouse, needs } from '../components.ts';
import { allEngines, eachEngine } from '../engine/contract.ts';
import { ENGINES, type TestEngine } from '../engine/registry.ts';
import { startCluster, type Cluster } from './cluster.ts';
import { openLoaded } from './loaded-engine.ts';

const server = findClickHouse();
let cluster: Cluster;
const clickhouse: TestEngine = {
  name: 'clickhouse, two shards',
  open: (records) => openLoaded(clusterSettings({ url: cluster.urls }), records),
};

describe('a cluster of ClickHouse', needs(server), () => {
  beforeAll(async () => {
    cluster = await startCluster(server.command, { shards: 2 });
  });
  afterAll(() => cluster.stop());

  eachEngine([clickhouse]);
  allEngines([...ENGINES.slice(0, 2), clickhouse]);
});

import { firstOf } from '../runs.ts';
import { allEngines, eachEngine } from './contract.ts';
import { ENGINES } from './registry.ts';

eachEngine(firstOf(2, ENGINES));
allEngines(ENGINES);

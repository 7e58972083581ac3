import type { Port } from '../engine/workers/channel';
import { loadInterpreter } from '../engine/script/load-interpreter';
import { catalogue } from './catalogue';
import { serveRuns } from './serve-runs';

/** The compute and the train workers: methods, math and learners. The runner decides how long each lives. */
serveRuns(self as unknown as Port, catalogue, loadInterpreter);

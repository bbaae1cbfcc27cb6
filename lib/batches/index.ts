import 'server-only';

export { cancelBatch } from './cancel-batch';
export { getBatch } from './get-batch';
export { whyNotBatch } from './policy';
export { runBatch } from './run-batch';
export { keepBatch } from './stored-batch';
export type { BatchRow, BatchView } from './view';

// Loaded into a portal by NODE_OPTIONS: its clock goes ahead by the milliseconds that stand in the file E2E_CLOCK when
// it starts. So a test can come back a day later.
import { readFileSync } from 'node:fs';

const ahead = Number(readFileSync(process.env.E2E_CLOCK ?? '', 'utf8'));
const Real = Date;
const now = () => Real.now() + ahead;

globalThis.Date = new Proxy(Real, {
  construct: (target, given, made) => Reflect.construct(target, given.length > 0 ? given : [now()], made),
  apply: () => new Real(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});

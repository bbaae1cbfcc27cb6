import 'server-only';
import { keepBatch, whyNotBatch } from '@/lib/batches';
import { done, fail, failFields, reachFragments, useCase } from '@/lib/kernel';
import { departmentToJoin } from '../departments/members';
import { rolesToGive } from '../people/change-roles';
import { bulkActs } from './acts';
import { missingField, permissionOf } from './policy';
import { CreateBatch } from './schema';

/**
 * Prepares one act on several people. Nothing happens to them: the batch is shown first (getBatch) and done when it is
 * confirmed (runBatch). Whether each of them is there is told in their row.
 */
export const createBatch = useCase({
  name: 'administration.createBatch',
  input: CreateBatch,
  access: 'user.view',
  ofOneCounty: 'errors.batch.ofOneCounty',
  audit: ({ act, ids }) => ({ entity: 'batch', after: { act, people: ids.length } }),
  run: async (context, { act, ids, ...given }) => {
    const { db, actor, now, note } = context;
    const refusal = whyNotBatch(actor, permissionOf[act]);
    if (refusal) return fail('forbidden', refusal);
    const missing = missingField(act, given);
    if (missing) return failFields({ [missing.field]: [missing.message] });
    // The list's form sends every field, whatever the act.
    const role = act === 'give-role' || act === 'take-role' ? given.role : undefined;
    const department = act === 'add-department' ? given.department : undefined;
    const reason = act === 'deactivate' ? given.reason : undefined;
    if (role) {
      const roles = await rolesToGive(context, actor.county?.id ?? null, [role]);
      if (!roles.ok) return failFields({ role: [roles.error.message] });
    }
    if (department) {
      const reach = reachFragments(actor, permissionOf[act], now);
      const found = await departmentToJoin(db, reach, department);
      if (!found?.active) return failFields({ department: ['errors.department.unknown'] });
    }
    // In one order for everybody: two batches about the same people wait for each other, and never in a circle.
    const people = [...new Set(ids)].sort();
    const id = await keepBatch(context, bulkActs[act], { ids: people, role, department, reason });
    note({ id, after: { act, people: people.length, ...(role ? { role } : {}) } });
    return done({ id });
  },
});

import { openApiRoute } from '@/lib/kernel/openapi';
import * as me from '../me/route';
import * as session from '../me/sessions/[id]/route';
import * as sessions from '../me/sessions/route';
import * as deactivate from '../users/[id]/deactivate/route';
import * as reactivate from '../users/[id]/reactivate/route';

export const GET = openApiRoute({
  '/api/v1/me': me,
  '/api/v1/me/sessions': sessions,
  '/api/v1/me/sessions/{id}': session,
  '/api/v1/users/{id}/deactivate': deactivate,
  '/api/v1/users/{id}/reactivate': reactivate,
});

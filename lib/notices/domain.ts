import 'server-only';
import { defineDomain } from '@/lib/kernel';

export const notices = defineDomain({ name: 'notices' });

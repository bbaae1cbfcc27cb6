import 'server-only';
import { defineDomain } from '@/lib/kernel';

export const reporting = defineDomain({ name: 'reporting' });

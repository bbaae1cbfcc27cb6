import 'server-only';
import { defineDomain } from '@/lib/kernel';
import { paths } from '@/lib/shared/paths';

export const reporting = defineDomain({
  name: 'reporting',
  navigation: [{ name: 'home', href: paths.dashboard.show(), place: 10 }],
});

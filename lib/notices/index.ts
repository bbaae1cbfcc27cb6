import 'server-only';

export { composeMail } from './mail-layout';

import 'server-only';
import { createServer } from 'node:net';

/**
 * Makes sure that a port is free before anything is prepared for it.
 * @throws Error that names the port and what to do.
 */
export function portIsFree(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const isInUse = error.code === 'EADDRINUSE';
      reject(isInUse ? new Error(`Port ${port} of ${host} is in use. Set PORT to another one.`) : error);
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

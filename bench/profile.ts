import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of a second in which /proc counts processor time: the same on every Linux that Node runs on. */
const TICKS = 100;

type Process = { pid: number; parent: number; megabytes: number; cpuSeconds: number; command: string };

/** The processes of this machine, from /proc; none elsewhere. */
function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const [status, stat, command] = ['status', 'stat', 'cmdline'].map((file) =>
          readFileSync(`/proc/${name}/${file}`, 'utf8'),
        ) as [string, string, string];
        // After the command's name, which may hold spaces: proc(5), fields 3 and on.
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return {
          pid: Number(name),
          parent: Number(fields[1]),
          megabytes: Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024,
          cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS,
          command,
        };
      } catch {
        // The process ended while we looked.
        return [];
      }
    });
}

/** A process and all its descendants, as they are now. */
function familyOf(root: number): Process[] {
  const all = processes();
  const withChildren = (pid: number): Process[] => [
    ...all.filter((process) => process.pid === pid),
    ...all.filter((process) => process.parent === pid).flatMap((child) => withChildren(child.pid)),
  ];
  return withChildren(root);
}

/** Megabytes of memory that a process and all its descendants hold now (resident set); with `command`, those alone that name it. */
export function megabytesOf(root: number, command = ''): number {
  const members = familyOf(root).filter((member) => member.command.includes(command));
  return Math.round(members.reduce((sum, { megabytes }) => sum + megabytes, 0));
}

/** Seconds of processor time that the descendants of a process have taken so far which `command` names. */
export function cpuSecondsOf(root: number, command: string): number {
  const members = familyOf(root).filter((member) => member.command.includes(command));
  return members.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
}

// @ts-check
import { fork } from 'node:child_process';
import cluster from 'node:cluster';
import { get } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tell } from './tell.mjs';

/** A crashed server is started again after this long (ms), doubled with each crash up to the limit. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;
/** One that ran this long (ms) crashed for a new reason: the waits begin anew. */
const HEALTHY = 60_000;
/** After this long (ms) a server that was asked to end is killed: docs/contract.md, section 1 says 5 s. */
const PATIENCE = 5000;
/**
 * V8 lets a heap grow to several times what lives in it before it cleans up, by the size of the machine. Half as much
 * again is room enough (docs/decisions/cost-of-a-page.md). It is no limit: a crowd may still take what it needs.
 */
const V8_FLAGS = ['--heap-growing-percent=50'];
/** server.mjs ends with this code when another try would end the same. */
const HOPELESS = 64;

/**
 * Runs server.mjs until it is told to stop: one process, or several on one port.
 * @param {string} root
 * @param {{ environment: Record<string, string>, workers: number, host: string, port: number, onReady: () => void }} plan
 * @returns {Promise<number>} the exit code
 */
export function supervise(root, { environment, workers, host, port, onReady }) {
  const exec = path.join(root, 'server.mjs');
  const env = { ...process.env, ...environment };
  if (workers > 1) cluster.setupPrimary({ exec, args: [], execArgv: V8_FLAGS, serialization: 'json' });
  /** @type {Set<import('node:child_process').ChildProcess>} */
  const running = new Set();
  let isReady = false;
  let isEnding = false;
  let wait = FIRST_WAIT;

  return new Promise((resolve) => {
    const end = (/** @type {number} */ code) => {
      if (isEnding) return;
      isEnding = true;
      for (const child of running) child.kill('SIGTERM');
      const killing = setTimeout(() => {
        for (const child of running) child.kill('SIGKILL');
      }, PATIENCE);
      const check = setInterval(() => {
        if (running.size > 0) return;
        clearInterval(check);
        clearTimeout(killing);
        resolve(code);
      }, 20);
    };
    const start = () => {
      if (isEnding) return;
      const began = Date.now();
      const child = workers > 1 ? cluster.fork(env).process : fork(exec, [], { env, execArgv: V8_FLAGS });
      running.add(child);
      child.once('exit', (code, signal) => {
        running.delete(child);
        if (isEnding) return;
        if (!isReady || code === HOPELESS) return end(code || 1);
        if (Date.now() - began > HEALTHY) wait = FIRST_WAIT;
        tell(`A server process ended (${signal ?? code}); starting another in ${wait / 1000} s.`);
        setTimeout(start, wait);
        wait = Math.min(2 * wait, LONGEST_WAIT);
      });
    };
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => end(0));
    for (let count = 0; count < workers; count += 1) start();
    untilReady(host, port, () => isEnding).then((ready) => {
      if (!ready) return;
      isReady = true;
      onReady();
    });
  });
}

/**
 * @param {string} host
 * @param {number} port
 * @param {() => boolean} isOver
 */
async function untilReady(host, port, isOver) {
  const at = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  const began = Date.now();
  let told = 0;
  while (!isOver()) {
    const status = await statusOf(`http://${at}:${port}/readyz`);
    if (status === 200) return true;
    const seconds = Math.floor((Date.now() - began) / 5000) * 5;
    if (seconds > told) tell(`  not ready yet (${seconds} s; /readyz: ${status ?? 'no answer'})`);
    told = Math.max(told, seconds);
    await sleep(100);
  }
  return false;
}

/**
 * The status of an answer, or undefined without one within 5 s. Not by `fetch`: that would cost this process, which
 * stays as long as the server, 16 MB.
 * @param {string} url
 * @returns {Promise<number | undefined>}
 */
function statusOf(url) {
  return new Promise((resolve) => {
    get(url, { agent: false, signal: AbortSignal.timeout(5000) }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).once('error', () => resolve(undefined));
  });
}

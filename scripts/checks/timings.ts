import 'server-only';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter';
import type { JsonTestResults } from 'vitest/reporters';

/** How long one test took, by the tool that ran it. */
export type Timing = { tool: string; test: string; seconds: number };

/** The times in a report of vitest. None when the report is not there: the tool broke down, and has said so. */
export function timingsOfVitest(report: string, tool: string): Timing[] {
  const files = read<JsonTestResults>(report)?.testResults ?? [];
  return files.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, duration }) => ({
      tool,
      test: `${path.relative('.', name)}: ${fullName}`,
      seconds: (duration ?? 0) / 1000,
    })),
  );
}

/** The times in a report of Playwright. */
export function timingsOfPlaywright(report: string, tool: string): Timing[] {
  const within = (suite: JSONReportSuite): Timing[] => [
    ...suite.specs.flatMap(({ file, title, tests }) =>
      tests.flatMap(({ results }) =>
        results.map(({ duration }) => ({ tool, test: `${file}: ${title}`, seconds: duration / 1000 })),
      ),
    ),
    ...(suite.suites ?? []).flatMap(within),
  ];
  return (read<JSONReport>(report)?.suites ?? []).flatMap(within);
}

function read<T>(report: string): T | undefined {
  return existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as T) : undefined;
}

const noted: Timing[] = [];

/** Remembers the times of a step's tests. */
export function noteTimings(timings: readonly Timing[]): void {
  noted.push(...timings);
}

/** A line for each of the slowest tests of this run. All of them go to test-results/timings.json, the slowest first. */
export function slowestTests(count: number): string[] {
  noted.sort((a, b) => b.seconds - a.seconds);
  mkdirSync('test-results', { recursive: true });
  writeFileSync('test-results/timings.json', `${JSON.stringify(noted, null, 2)}\n`);
  return noted
    .slice(0, count)
    .map(({ tool, test, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${tool.padEnd(9)} ${test}`);
}

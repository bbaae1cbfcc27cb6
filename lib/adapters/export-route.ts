import 'server-only';
import { stringify } from 'csv-stringify/sync';
import type { z } from 'zod';
import { clock } from '@/lib/kernel/ports';
import type { PortalRequest } from '@/lib/kernel/request';
import type { Fault, Result } from '@/lib/kernel/result';
import type { UseCase } from '@/lib/kernel/use-case';
import { requestLog } from '@/lib/platform/log';
import { guarded } from '@/lib/shared/formula-guard';
import type { ExportBatch } from '@/lib/shared/paging';
import { paths } from '@/lib/shared/paths';
import {
  apiHandler,
  paramsOf,
  privateHeaders,
  problemOf,
  queryOf,
  type RouteHandler,
  routeFacts,
} from './api-route';
import { consequenceOf } from './faults';
import { useCaseOf } from './registry';

/** A column of the CSV. What a cell holds is text, a number, a truth value or nothing; times in ISO 8601. */
export type ExportColumn<R> = {
  header: string;
  cell: (row: R) => string | number | boolean | null;
  /** Texts of this kind are no formulas, whatever they begin with: programs get them unchanged. */
  isPlain?: (text: string) => boolean;
};

type Options<R> = {
  /** What the file is called, without date and ending. */
  name: string;
  /** By the first rows, where not every reader's have the same. */
  columns: readonly ExportColumn<R>[] | ((first: readonly R[]) => readonly ExportColumn<R>[]);
  /**
   * For a link on a page: the page that it stands on, by the link's query. Who must sign in (again) first is led there
   * and back to that page; spreadsheets that people open the file with get a byte order mark.
   */
  page?: (query: Record<string, string>) => string;
};

const mediaTypes = {
  csv: 'text/csv; charset=utf-8; header=present',
  jsonl: 'application/jsonl; charset=utf-8',
} as const;
type Format = keyof typeof mediaTypes;

/**
 * Makes a GET that streams a list of any length as a file: `?format=csv` (RFC 4180, a header row, no cell that a
 * spreadsheet takes for a formula) or `?format=jsonl` (a row as the API shows it, one a line).
 *
 * The use case answers one batch of at most EXPORT_BATCH rows (`output: exportBatchOf(RowBody)`) and takes
 * `exportInput(sorts)` besides its filters, all of lib/shared/paging. It is asked again for every batch with the last one's
 * `nextCursor`, so that access is checked anew each time and no transaction stays open while a slow client reads; its
 * `audit` answers null when `cursor` is set, so that an export is one event. A caller's own `cursor` is dropped: it
 * would be an export that leaves none.
 *
 * A batch is asked for when the client has taken the one before: memory stays flat. What the first one says against it
 * is problem+json; a later failure breaks the connection off, so that half a file is not taken for a whole one.
 */
export function exportRoute<S extends z.ZodType, R>(
  useCase: UseCase<S, ExportBatch<R>>,
  options: Options<R>,
): RouteHandler {
  const handler = apiHandler(useCase.name, exportAnswer(useCase, options));
  useCaseOf.set(handler, useCase as unknown as UseCase);
  routeFacts.set(handler, {
    status: 200,
    mediaTypes: Object.values(mediaTypes).map((type) => type.split(';')[0] ?? type),
  });
  return handler;
}

/** The answer of such a route to a caller; by itself for tests. */
export function exportAnswer<S extends z.ZodType, R>(
  useCase: UseCase<S, ExportBatch<R>>,
  options: Options<R>,
): Parameters<typeof apiHandler>[1] {
  return async (caller, request, context) => {
    const { cursor: _ownCursor, ...query } = queryOf(request);
    const input = { ...query, ...(await paramsOf(context)) };
    const next = (cursor?: string) => useCase.execute(caller, cursor ? { ...input, cursor } : input);
    const first = await next();
    if (!first.ok) return refusal(first.error, caller, options.page?.(query));
    const format: Format = query.format === 'jsonl' ? 'jsonl' : 'csv';
    const day = clock().now().toISOString().slice(0, 10);
    return new Response(streamOf(first.value, next, writerOf(format, options), caller.requestId), {
      headers: {
        ...privateHeaders,
        'content-type': mediaTypes[format],
        'content-disposition': `attachment; filename="${options.name}-${day}.${format}"`,
        'x-request-id': caller.requestId,
      },
    });
  };
}

async function refusal(fault: Fault, caller: PortalRequest, page?: string): Promise<Response> {
  const location = page === undefined ? undefined : signInFor(fault, page);
  if (!location) return problemOf(fault, caller.requestId);
  return new Response(null, { status: 303, headers: { ...privateHeaders, location } });
}

/** Where who follows a link to a file signs in (again) first, and comes back to the link's page. */
function signInFor(fault: Fault, page: string): string | undefined {
  const consequence = consequenceOf(fault);
  if (consequence === 'sign-in') return paths.signIn.start(page);
  return consequence === 'prove-again' ? paths.security.reauthenticate(page) : undefined;
}

type Writer<R> = (rows: R[], isFirst: boolean) => string;

function writerOf<R>(format: Format, { columns, page }: Options<R>): Writer<R> {
  if (format === 'jsonl') return (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  let chosen: readonly ExportColumn<R>[] | undefined;
  return (rows, isFirst) => {
    chosen ??= typeof columns === 'function' ? columns(rows) : columns;
    return csvOf(rows, chosen, { withHeadings: isFirst, bom: isFirst && page !== undefined });
  };
}

/** Rows as CSV. The portal's own import reads it back (lib/administration/import). */
export function csvOf<R>(
  rows: readonly R[],
  columns: readonly ExportColumn<R>[],
  { withHeadings, bom }: { withHeadings: boolean; bom: boolean },
): string {
  const cells = rows.map((row) =>
    columns.map(({ cell, isPlain }) => {
      const value = cell(row);
      return typeof value !== 'string' || isPlain?.(value) ? value : guarded(value);
    }),
  );
  return stringify(withHeadings ? [columns.map(({ header }) => header), ...cells] : cells, {
    record_delimiter: 'windows',
    // A line end within a cell, of whichever kind.
    quoted_match: /[\r\n]/,
    cast: { boolean: String },
    bom,
  });
}

function streamOf<R>(
  first: ExportBatch<R>,
  next: (cursor: string) => Promise<Result<ExportBatch<R>>>,
  write: Writer<R>,
  requestId: string,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let waiting: ExportBatch<R> | null = first;
  let cursor: string | null = null;
  const take = async (): Promise<ExportBatch<R>> => {
    if (waiting) return waiting;
    const answer = await next(cursor ?? '');
    if (!answer.ok) throw new Error(`the export was broken off: ${answer.error.code}`);
    return answer.value;
  };
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    let text = '';
    // An empty piece would wake nobody up: the next pull comes only after something was given.
    do {
      const batch = await take();
      text = write(batch.rows, batch === first);
      waiting = null;
      cursor = batch.nextCursor;
    } while (text === '' && cursor !== null);
    if (text !== '') controller.enqueue(encoder.encode(text));
    if (cursor === null) controller.close();
  };
  return new ReadableStream<Uint8Array>(
    {
      pull: (controller) =>
        pull(controller).catch((error: unknown) => {
          requestLog(requestId).warn({ err: error }, 'an export ended early');
          controller.error(error);
        }),
    },
    // Nothing is fetched ahead of the reader.
    { highWaterMark: 0 },
  );
}

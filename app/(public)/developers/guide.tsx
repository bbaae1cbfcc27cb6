import { getTranslations } from 'next-intl/server';
import { textLinks } from '@/components/layout/text-links';
import { Panel } from '@/components/ui/panel';
import { CodeBlock } from './code-block';

/** The parts of the guide, in their order, and how many lines each lists. */
const parts = [
  ['auth', 4],
  ['faults', 0],
  ['lists', 3],
  ['changes', 2],
  ['limits', 0],
  ['versions', 0],
] as const;
export const guideParts = parts.map(([part]) => part);

const faultExample = `HTTP/1.1 422
Content-Type: application/problem+json

{
  "type": "about:blank",
  "title": "Some of what was sent cannot be used",
  "status": 422,
  "detail": "Enter an email address",
  "fields": { "email": ["Enter an email address"] },
  "code": "invalid",
  "requestId": "4f1c0b9e-6a55-4d0e-9a41-5d1d8c3f2a10"
}`;

/** What every operation has in common. */
export async function Guide() {
  const t = await getTranslations('developers');
  return parts.map(([part, lines]) => (
    <Panel key={part} id={part} title={t(`${part}.title`)}>
      <div className="prose">
        <p>{t.rich(`${part}.text`, textLinks)}</p>
        {lines > 0 ? (
          <ul>
            {Array.from({ length: lines }, (_, index) => String(index + 1)).map((line) => (
              <li key={line}>{t.rich(`${part}.items.${line}` as 'auth.items.1', textLinks)}</li>
            ))}
          </ul>
        ) : null}
        {part === 'faults' ? (
          <>
            <CodeBlock>{faultExample}</CodeBlock>
            <p>{t('faults.after')}</p>
          </>
        ) : null}
      </div>
    </Panel>
  ));
}

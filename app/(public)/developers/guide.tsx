import { getTranslations } from 'next-intl/server';
import { textLinks } from '@/components/layout/text-links';
import { Panel } from '@/components/ui/panel';
import { CodeBlock } from './code-block';

/** The parts of the guide, in their order, and the lines that each lists. */
const lines = {
  auth: ['auth.items.1', 'auth.items.2', 'auth.items.3', 'auth.items.4'],
  faults: [],
  lists: ['lists.items.1', 'lists.items.2', 'lists.items.3'],
  changes: ['changes.items.1', 'changes.items.2'],
  limits: [],
  versions: [],
} as const;
export const guideParts = ['auth', 'faults', 'lists', 'changes', 'limits', 'versions'] as const;

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
  return guideParts.map((part) => (
    <Panel key={part} id={part} title={t(`${part}.title`)}>
      <div className="prose">
        <p>{t.rich(`${part}.text`, textLinks)}</p>
        {lines[part].length > 0 ? (
          <ul>
            {lines[part].map((line) => (
              <li key={line}>{t.rich(line, textLinks)}</li>
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

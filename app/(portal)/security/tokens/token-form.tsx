import { getTranslations } from 'next-intl/server';
import { Form, type FormProps } from '@/app/_parts/form';
import { RequestKey } from '@/components/forms/request-key';
import { ButtonLink, ButtonRow } from '@/components/ui/button';
import type { Permission } from '@/lib/access/permissions';
import { DEFAULT_TOKEN_DAYS, MAX_TOKEN_DAYS } from '@/lib/shared/token-fields';

const offeredDays = [7, 30, DEFAULT_TOKEN_DAYS, 180, MAX_TOKEN_DAYS];

type Props = Required<Pick<FormProps, 'of' | 'action'>> & {
  words: 'tokens' | 'serviceTokens';
  scopes: readonly Permission[];
  /** The list of tokens: the way back before one is made and after. */
  listHref: string;
};

/** Makes a token and shows its value in the answer to the form, once. */
export async function TokenForm({ of, action, words, scopes, listHref }: Props) {
  const [t, own, texts] = await Promise.all([
    getTranslations(words),
    getTranslations('tokens'),
    getTranslations(),
  ]);
  return (
    <Form
      of={of}
      title={t('create')}
      heading={<h1>{t('create')}</h1>}
      action={action}
      before={{ name: <p className="mb-6 text-lead text-ink-2">{t('createLead')}</p> }}
      offers={{
        scopes: scopes.map((name) => ({ value: name, label: texts(`permissions.${name}`) })),
        expiresInDays: offeredDays.map((count) => ({
          value: String(count),
          label: count === MAX_TOKEN_DAYS ? own('year') : own('days', { count }),
        })),
      }}
      values={{ expiresInDays: DEFAULT_TOKEN_DAYS }}
      submit={t('create')}
      cancelHref={listHref}
      revealed={{
        title: t('reveal.title'),
        text: t('reveal.text'),
        label: own('reveal.label'),
        copy: own('reveal.copy'),
        copied: own('reveal.copied'),
        after: (
          <ButtonRow>
            <ButtonLink href={listHref}>{t('back')}</ButtonLink>
          </ButtonRow>
        ),
      }}
    >
      <RequestKey />
    </Form>
  );
}

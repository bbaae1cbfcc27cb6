import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Panel } from '@/components/ui/panel';
import { pageActor } from '@/lib/adapters/page';
import { fullName } from '@/lib/kernel';
import { paths } from '@/lib/shared/paths';
import type { ShownOperation } from '../operations';
import { parametersOf } from '../parameters';
import { SHOWN_CHARACTERS } from './shown-characters';
import { TryRequest } from './try-request';

/** The form that sends the operation as whoever is signed in; strangers can send what is open to everybody. */
export async function TryPanel({ shown, body }: { shown: ShownOperation; body: string | null }) {
  const [t, actor] = await Promise.all([getTranslations('developers.try'), pageActor()]);
  const { method, path, operation } = shown;
  const here = paths.developers.show(operation.operationId);
  const signIn = (text: ReactNode) => <a href={paths.signIn.start(here)}>{text}</a>;
  if (actor.kind === 'stranger' && operation['x-signed-in'])
    return (
      <Panel id="try" title={t('title')}>
        <p>{t.rich('stranger', { signIn })}</p>
      </Panel>
    );
  const fields = parametersOf(operation).map(({ name, in: part, required = false }) => ({
    name,
    part,
    required,
    label: required ? name : t('optional', { name }),
  }));
  const isChange = method !== 'get';
  return (
    <Panel id="try" title={t('title')}>
      <p>
        {actor.kind === 'person' ? t('as', { name: fullName(actor), email: actor.email }) : t('asNobody')}{' '}
        {isChange ? <strong>{t('changes')}</strong> : null}
      </p>
      <TryRequest
        method={method.toUpperCase()}
        path={path}
        fields={fields}
        sample={body}
        again={paths.security.reauthenticate(here)}
        texts={{
          noScript: t('noScript'),
          body: t('body'),
          send: t('send'),
          sending: t('sending'),
          answered: t('answered'),
          headers: t('headers'),
          answer: t('answer'),
          empty: t('empty'),
          failed: t('failed'),
          badJson: t('badJson'),
          cut: t('cut', { count: SHOWN_CHARACTERS }),
          again: t('again'),
        }}
      />
    </Panel>
  );
}

'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { controlClass, FieldFrame } from './field-frame';
import { useField } from './form-context';
import { PasswordAdvice, type PasswordHelp } from './password-advice';

/** Words of the toggle: the visible ones, and the full ones that are read out and must begin with the visible. */
export type PasswordToggleTexts = { show: string; hide: string; showLabel: string; hideLabel: string };

/**
 * A secret. Never filled in by the server. With scripts a button shows what is
 * typed; it goes back to hidden when the form is sent, so that browsers do not remember it as plain text.
 */
export function PasswordField({
  name,
  label,
  hint,
  autoComplete,
  toggle,
  help,
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  autoComplete: 'current-password' | 'new-password';
  toggle: PasswordToggleTexts;
  /** For a new password: offers to say what would be better about it. */
  help?: PasswordHelp;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [scripted, setScripted] = useState(false);
  const [shown, setShown] = useState(false);
  const state = useField(name, Boolean(hint));

  useEffect(() => {
    setScripted(true);
    const form = input.current?.form;
    const hide = () => {
      if (input.current) input.current.type = 'password';
      setShown(false);
    };
    form?.addEventListener('submit', hide, true);
    return () => form?.removeEventListener('submit', hide, true);
  }, []);

  return (
    <FieldFrame state={state} label={label} hint={hint}>
      <div className="relative">
        <input
          {...state.described}
          ref={input}
          type={shown ? 'text' : 'password'}
          data-secret=""
          autoComplete={autoComplete}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          className={`${controlClass(state.fault)} pr-28`}
        />
        {scripted ? (
          <button
            type="button"
            aria-controls={name}
            aria-label={shown ? toggle.hideLabel : toggle.showLabel}
            onClick={() => setShown(!shown)}
            className="absolute top-1/2 right-2 -translate-y-1/2 rounded-field border border-edge bg-paper px-3 py-1 text-small font-semibold"
          >
            {shown ? toggle.hide : toggle.show}
          </button>
        ) : null}
      </div>
      {help ? (
        // The place is kept where there are scripts, so that nothing moves when they have come.
        <div className="[@media(scripting:enabled)]:min-h-10">
          {scripted ? <PasswordAdvice input={input} help={help} /> : null}
        </div>
      ) : null}
    </FieldFrame>
  );
}

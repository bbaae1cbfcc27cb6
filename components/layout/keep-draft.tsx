'use client';

import { usePathname } from 'next/navigation';
import { useEffect } from 'react';

const key = 'portal-draft';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What somebody typed on a page, until it is sent or left. `asked` says that the portal asked for a password on the way. */
type Draft = { path: string; owner: string; values: [name: string, value: string][]; asked: boolean };

function isKept(control: Element): control is Control {
  if (control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement)
    return control.name !== '';
  if (!(control instanceof HTMLInputElement) || control.name === '') return false;
  const isSecret = 'secret' in control.dataset || control.autocomplete === 'one-time-code';
  return !isSecret && !['hidden', 'password', 'file', 'submit'].includes(control.type);
}

function valuesOf(form: HTMLFormElement): Draft['values'] {
  return [...form.elements].filter(isKept).flatMap((control): Draft['values'] => {
    const isBox = control instanceof HTMLInputElement && ['checkbox', 'radio'].includes(control.type);
    return isBox && !control.checked ? [] : [[control.name, control.value]];
  });
}

function fill(values: Draft['values']): void {
  const names = new Set(values.map(([name]) => name));
  for (const control of document.querySelectorAll('main form:not([method="get"]) *')) {
    if (!isKept(control) || !names.has(control.name)) continue;
    const isBox = control instanceof HTMLInputElement && ['checkbox', 'radio'].includes(control.type);
    if (isBox)
      control.checked = values.some(([name, value]) => name === control.name && value === control.value);
    else control.value = values.find(([name]) => name === control.name)?.[1] ?? control.value;
  }
}

function stored(): Draft | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as Draft | null;
  } catch {
    return null;
  }
}

function store(draft: Draft | null): void {
  try {
    if (draft) sessionStorage.setItem(key, JSON.stringify(draft));
    else sessionStorage.removeItem(key);
  } catch {
    // Storage is full or switched off: the page works without it.
  }
}

/**
 * Keeps what a signed-in person types, never secrets, in this tab alone, for the way over the sign-in page and back:
 * a session that ends loses nothing. Going anywhere else, or signing in as somebody else, forgets it.
 */
export function KeepDraft({ owner, proofPages }: { owner: string | null; proofPages: string[] }) {
  const path = usePathname();
  const isProof = proofPages.includes(path);

  useEffect(() => {
    const draft = stored();
    if (draft && isProof) store({ ...draft, asked: true });
    else if (draft) {
      if (draft.path === path && draft.owner === owner && draft.asked) fill(draft.values);
      store(null);
    }
    if (!owner || isProof) return;

    const keep = (event: Event) => {
      const form = event.target instanceof Element ? event.target.closest('form') : null;
      if (form?.closest('main')) store({ path, owner, values: valuesOf(form), asked: false });
    };
    document.addEventListener('input', keep);
    return () => document.removeEventListener('input', keep);
  }, [path, owner, isProof]);

  return null;
}

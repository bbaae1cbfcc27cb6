'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { Button, ButtonRow } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { PostLink, type ServerFormAction } from './post-link';

/** The warning comes this long (ms) before the end, or after half of the time where that is shorter: WCAG 2.2.1. */
const WARNING = 120_000;

type Texts = {
  title: string;
  /** "You will be signed out in …" for one minute and for two. */
  inMinutes: string[];
  stay: string;
  leave: string;
  /** Said when the portal could not be asked. */
  failed: string;
};

/**
 * Warns before the session ends unused, and leads to the sign-in page when it has. Any request from any tab counts as
 * use: tabs tell each other. The browser's clock is never compared with the server's, only spans of time are.
 */
export function SessionTimeout({
  endsAt,
  renderedAt,
  askHref,
  signInHref,
  signOut,
  texts,
}: {
  /** When the session ends if it is not used, and when the page was made: milliseconds on the server's clock. */
  endsAt: number;
  renderedAt: number;
  /** Answers `{ secondsLeft }`; asking counts as use. */
  askHref: string;
  signInHref: string;
  signOut: ServerFormAction;
  texts: Texts;
}) {
  const span = endsAt - renderedAt;
  const end = useRef(0);
  const channel = useRef<BroadcastChannel>(null);
  const [left, setLeft] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);

  const moveEnd = useCallback((milliseconds: number, tell: boolean) => {
    end.current = Date.now() + milliseconds;
    setLeft(null);
    setFailed(false);
    if (tell) channel.current?.postMessage(milliseconds);
  }, []);

  const stay = useCallback(async () => {
    try {
      const answer = await fetch(askHref, { headers: { accept: 'application/json' }, cache: 'no-store' });
      if (answer.status >= 500) return setFailed(true);
      const { secondsLeft } = answer.ok
        ? ((await answer.json()) as { secondsLeft: number | null })
        : { secondsLeft: 0 };
      moveEnd((secondsLeft ?? 0) * 1000, true);
    } catch {
      setFailed(true);
    }
  }, [askHref, moveEnd]);

  useEffect(() => {
    const tabs = new BroadcastChannel('portal-session');
    channel.current = tabs;
    tabs.onmessage = ({ data }) => moveEnd(Number(data), false);
    moveEnd(span, true);

    // What forms send counts as use too; the page is not always made anew by it.
    const requests = new PerformanceObserver((list) => {
      const sent = list
        .getEntries()
        .filter((entry) => (entry as PerformanceResourceTiming).initiatorType === 'fetch');
      const own = sent
        .map(({ name }) => new URL(name))
        .filter(({ origin }) => origin === window.location.origin);
      if (own.some(({ pathname }) => pathname !== askHref && !pathname.startsWith('/_next/')))
        moveEnd(span, true);
    });
    const isObservable = PerformanceObserver.supportedEntryTypes.includes('resource');
    if (isObservable) requests.observe({ type: 'resource' });

    const look = () => {
      const now = end.current - Date.now();
      if (now <= 0) {
        const here = window.location.pathname + window.location.search;
        window.location.assign(`${signInHref}?timeout=1&next=${encodeURIComponent(here)}`);
      } else setLeft(now <= Math.min(WARNING, span / 2) ? Math.ceil(now / 60_000) : null);
    };
    const timer = setInterval(look, 1000);
    // A tab that slept looks again the moment it is seen.
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      requests.disconnect();
      tabs.close();
    };
  }, [span, askHref, signInHref, moveEnd]);

  return (
    <Dialog open={left !== null} title={texts.title} onClose={() => void stay()}>
      <p id="timeout-text" aria-live="polite">
        {failed ? texts.failed : texts.inMinutes[(left ?? 1) - 1]}
      </p>
      <ButtonRow>
        <Button aria-describedby="timeout-text" onClick={() => void stay()}>
          {texts.stay}
        </Button>
        <PostLink action={signOut}>{texts.leave}</PostLink>
      </ButtonRow>
    </Dialog>
  );
}

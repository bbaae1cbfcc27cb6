'use client';

import { useEffect, useState } from 'react';

type Texts = { somebodyElse: string; signedOut: string; openAgain: string };

/**
 * Says in a tab that stayed open that somebody else has signed in meanwhile, or nobody is any more: what is sent from here
 * would not be saved. Tabs tell each other for whom they were drawn.
 */
export function AccountWatch({ mark = '', texts }: { mark?: string | undefined; texts: Texts }) {
  const [now, setNow] = useState(mark);

  useEffect(() => {
    setNow(mark);
    const tabs = new BroadcastChannel('portal-account');
    tabs.onmessage = ({ data }) => setNow(String(data));
    tabs.postMessage(mark);
    return () => tabs.close();
  }, [mark]);

  // Who was a stranger here has lost nothing.
  if (mark === '' || now === mark) return null;
  return (
    <div role="alert" className="no-print bg-tint py-3">
      <p className="mx-auto max-w-wrap px-5 font-semibold">
        {now === '' ? texts.signedOut : texts.somebodyElse}{' '}
        <button
          type="button"
          onClick={() => window.location.reload()}
          className="py-1 text-county underline decoration-1 underline-offset-[3px] hover:decoration-[3px]"
        >
          {texts.openAgain}
        </button>
      </p>
    </div>
  );
}

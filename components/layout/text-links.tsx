import type { ReactNode } from 'react';

function link(href: string) {
  return (text: ReactNode) => <a href={href}>{text}</a>;
}

/** The tags that running text in the messages may hold: links to the portal's own pages, code and strong words. */
export const textLinks = {
  code: (text: ReactNode) => <code className="text-[0.95em]">{text}</code>,
  strong: (text: ReactNode) => <strong>{text}</strong>,
  signIn: link('/login'),
  create: link('/register'),
  reset: link('/reset'),
  confirm: link('/confirm'),
  profile: link('/profile'),
  security: link('/security'),
  help: link('/help'),
  privacy: link('/privacy'),
  accessibility: link('/accessibility'),
};

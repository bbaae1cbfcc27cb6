import { BrandMark } from './brand-mark';
import { PostLink, type ServerFormAction } from './post-link';

export type BannerProps = {
  countyName: string;
  /** The word under the county's name, "Services". */
  servicesText: string;
  homeHref: string;
  /** The other language, in its own words, and the action that switches to it. */
  language?: { text: string; code: string; action: ServerFormAction; next?: string };
  /** Who is signed in; absent for strangers. */
  person?: { name: string; label: string; href: string; signOutText: string; signOut: ServerFormAction };
  signIn?: { text: string; href: string };
};

const item = 'inline-block py-1.5 text-white';

/** The county's head of every page: its mark, who is signed in, language, sign out or sign in. */
export function Banner({ countyName, servicesText, homeHref, language, person, signIn }: BannerProps) {
  return (
    <header className="bg-county text-white print:bg-white">
      <div className="mx-auto flex min-h-16 w-full max-w-wrap flex-wrap items-center gap-x-5 gap-y-1 px-5 pt-3 pb-2 sm:py-1.5">
        <a
          href={homeHref}
          className="flex items-center gap-3 py-1 text-[1.12rem] leading-tight font-bold tracking-[-0.01em] text-white no-underline hover:underline print:text-black"
        >
          <BrandMark />
          <span>
            {countyName}{' '}
            <span className="block pt-0.5 text-micro font-normal tracking-[0.05em] uppercase">
              {servicesText}
            </span>
          </span>
        </a>
        <div className="no-print flex w-full flex-wrap items-center justify-between gap-x-[18px] text-[0.92rem] sm:ml-auto sm:w-auto sm:justify-end">
          {person ? (
            <a
              href={person.href}
              className={`${item} max-w-full [overflow-wrap:anywhere] no-underline hover:underline`}
            >
              <span className="sr-only">{person.label} </span>
              {person.name}
            </a>
          ) : null}
          {language ? (
            <PostLink
              action={language.action}
              lang={language.code}
              onDark
              fields={{
                language: language.code,
                ...(language.next === undefined ? {} : { next: language.next }),
              }}
            >
              {language.text}
            </PostLink>
          ) : null}
          {person ? (
            <PostLink action={person.signOut} onDark>
              {person.signOutText}
            </PostLink>
          ) : null}
          {!person && signIn ? (
            <a href={signIn.href} className={item}>
              {signIn.text}
            </a>
          ) : null}
        </div>
      </div>
    </header>
  );
}

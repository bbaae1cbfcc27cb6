import type { ButtonHTMLAttributes, ReactNode } from 'react';

export type ButtonVariant = 'primary' | 'quiet' | 'danger';

const base = 'relative inline-block rounded border-2 px-5 py-2.5 text-center font-strong no-underline';

const variants: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-county text-white shadow-lift hover:bg-county-2',
  quiet: 'border-county bg-card text-county hover:bg-tint',
  danger: 'border-transparent bg-red text-white shadow-[0_2px_0_theme(colors.red.deep)] hover:bg-red-dark',
};

/** The classes of a button, for the rare element that is neither `Button` nor `ButtonLink`. */
export function buttonClass(variant: ButtonVariant = 'primary'): string {
  return `${base} ${variants[variant]}`;
}

/** A button that does something. One `primary` a page; `danger` only where something is lost. */
export function Button({
  variant = 'primary',
  type = 'button',
  ...rest
}: Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'style'> & { variant?: ButtonVariant }) {
  return <button {...rest} type={type} className={buttonClass(variant)} />;
}

/** A link that looks like a button: it leads somewhere and changes nothing. */
export function ButtonLink({
  href,
  variant = 'primary',
  children,
}: {
  href: string;
  variant?: ButtonVariant;
  children: ReactNode;
}) {
  return (
    <a href={href} className={buttonClass(variant)}>
      {children}
    </a>
  );
}

/** A row of one button and the quieter things beside it; wraps on a phone. */
export function ButtonRow({ children }: { children: ReactNode }) {
  return <div className="no-print mt-6 flex flex-wrap items-center gap-x-3 gap-y-3">{children}</div>;
}

/** The row of buttons between the heading of a list and the list. */
export function LeadButtons({ children }: { children: ReactNode }) {
  return (
    <div className="mb-6">
      <ButtonRow>{children}</ButtonRow>
    </div>
  );
}

/** The portal's languages; English when nothing else is known. */
export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];

/** Whether a text names a language of the portal. */
export function isLanguage(text: unknown): text is Language {
  return (languages as readonly unknown[]).includes(text);
}

/** The chosen language, else the first of Accept-Language (RFC 9110, by quality) that the portal speaks, else English. */
export function languageOf(chosen: string | undefined, acceptLanguage: string | null): Language {
  if (isLanguage(chosen)) return chosen;
  const wanted = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((p) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(p)?.[1]).find(Boolean);
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ language, quality }) => quality > 0 && isLanguage(language))
    .sort((a, b) => b.quality - a.quality);
  return (wanted[0]?.language as Language | undefined) ?? 'en';
}

/** A stored language, or English when it is none that the portal speaks. */
export function languageOr(stored: string): Language {
  return isLanguage(stored) ? stored : 'en';
}

import { countyColours } from '@/lib/shared/county-colour';
import { CountyStyle } from './county-style';

/** Sets a county's own colour for the page; a colour that fails the contrast check is left out. Belongs in `head`. */
export function CountyTheme({ colour, nonce }: { colour: string | undefined; nonce: string | undefined }) {
  const colours = colour === undefined ? null : countyColours(colour);
  const css =
    colours && `:root{--county:${colours.county};--county-2:${colours.county2};--tint:${colours.tint}}`;
  return <CountyStyle css={css} nonce={nonce} />;
}

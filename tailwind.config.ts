import type { Config } from 'tailwindcss';

/**
 * The named values of the look. Every colour pair used for text reaches 4.5:1, every edge of a control 3:1
 * (WCAG 2.2, 1.4.3 and 1.4.11). The county's own colour is the three variables of app/globals.css, which
 * components/layout/county-theme.tsx may set for one county after checking their contrast.
 */
const config: Config = {
  theme: {
    extend: {
      colors: {
        ink: '#16211c',
        'ink-2': '#4a5a52',
        edge: '#55655c',
        line: '#d5ddd8',
        paper: '#fbfbf8',
        card: '#ffffff',
        wash: '#f1f4ef',
        track: '#e5ebe6',
        county: 'var(--county)',
        'county-2': 'var(--county-2)',
        'county-3': 'color-mix(in srgb, var(--county-2) 55%, #000)',
        tint: 'var(--tint)',
        'tint-ink': 'color-mix(in srgb, var(--county) 78%, #000)',
        focus: '#ffbf47',
        red: { DEFAULT: '#a4161a', dark: '#86110f', deep: '#5e0b0e', tint: '#fdf0ef' },
        amber: { DEFAULT: '#8a4b08', tint: '#fdf3e1', line: '#ecd2a2' },
        blue: { DEFAULT: '#1d4f91', tint: '#e8f0fa' },
      },
      fontFamily: { sans: ['var(--font-public-sans)', 'system-ui', 'sans-serif'] },
      // rem of a root of 17px on wide screens and 16px on phones, see app/globals.css.
      fontSize: {
        hero: ['2.9rem', { lineHeight: '1.13', letterSpacing: '-0.022em', fontWeight: '780' }],
        h1: ['2.35rem', { lineHeight: '1.13', letterSpacing: '-0.022em', fontWeight: '780' }],
        'h1-phone': ['1.9rem', { lineHeight: '1.13', letterSpacing: '-0.022em', fontWeight: '780' }],
        stat: ['2.3rem', { lineHeight: '1.05', letterSpacing: '-0.03em', fontWeight: '780' }],
        h2: ['1.32rem', { lineHeight: '1.25', letterSpacing: '-0.012em', fontWeight: '720' }],
        h3: ['1.04rem', { lineHeight: '1.4', fontWeight: '700' }],
        lead: ['1.16rem', '1.55'],
        body: ['1rem', '1.55'],
        note: ['0.93rem', '1.5'],
        small: ['0.88rem', '1.5'],
        tag: ['0.84rem', '1.55'],
        micro: ['0.74rem', '1.1'],
      },
      fontWeight: { medium: '550', strong: '680', heavy: '780' },
      borderRadius: { DEFAULT: '6px', field: '4px', card: '10px', focus: '3px' },
      maxWidth: { wrap: '1080px', prose: '64ch', field: '520px', problem: '640px', form: '720px' },
      boxShadow: {
        lift: '0 2px 0 var(--lift)',
        halo: '0 0 0 6px #ffbf47',
        'halo-in': 'inset 0 0 0 6px #ffbf47',
      },
    },
  },
};

export default config;

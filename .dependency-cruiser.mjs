import { existsSync, readdirSync } from 'node:fs';

/**
 * Who may import whom: docs/architecture.md, "Who may import whom". Planted violations in scripts/checks/boundaries.test.ts prove each rule.
 * @type {import('dependency-cruiser').IConfiguration}
 */
/** Tests, and what a domain keeps beside its use cases for them. */
const test = '(\\.test\\.tsx?|^lib/.+/(probes|rows)\\.ts)$';
/**
 * The rooms that hold what the portal is for: each says in its domain.ts what it offers, and is reached by its index.ts.
 * The kernel's domain.ts says what a domain is.
 */
const domains = readdirSync('lib')
  .filter((room) => room !== 'kernel' && existsSync(`lib/${room}/domain.ts`))
  .join('|');
/** The rooms that domains stand on, and use by their index alone. */
const ground = ['kernel', 'identity', 'adapters', 'jobs'].join('|');
const domain = `^lib/(${domains})/`;

export default {
  forbidden: [
    {
      name: 'prisma-only-in-kernel',
      comment:
        'Only lib/kernel, prisma/ and lib/testing reach the database; a use case receives ctx.db. Types may be used.',
      severity: 'error',
      from: {
        pathNot: [
          '^lib/kernel/',
          '^prisma/',
          '^lib/testing/',
          '^scripts/',
          '^lib/platform/embedded-database',
          test,
        ],
      },
      to: {
        path: ['^prisma/(?!seed|engine)', 'node_modules/(@prisma/|pg/|pglite-prisma-adapter|@electric-sql/)'],
        dependencyTypesNot: ['type-only'],
        pathNot: ['^prisma/migrations'],
      },
    },
    {
      name: 'lib-knows-no-pages',
      comment: 'lib never imports app or components.',
      severity: 'error',
      from: { path: '^lib/', pathNot: test },
      to: { path: '^(app|components)/' },
    },
    {
      name: 'components-only-see',
      comment: "components import components, lib/shared and a domain's schema.ts; nothing else of ours.",
      severity: 'error',
      from: { path: '^components/' },
      to: {
        path: '^(lib|app|prisma|scripts|server)',
        pathNot: ['^lib/shared/', '^lib/.+/schema\\.ts$'],
      },
    },
    {
      name: 'domains-by-their-index',
      comment: 'A domain reaches another domain only through its index.ts.',
      severity: 'error',
      from: { path: domain, pathNot: test },
      to: {
        path: domain,
        pathNot: ['^lib/$1/', '^lib/[^/]+/(index|domain)\\.ts$'],
      },
    },
    {
      name: 'ground-by-its-index',
      comment:
        'Domains use kernel, identity, adapters and jobs by their index; cookies are pure and stand beside it.',
      severity: 'error',
      from: { path: domain, pathNot: test },
      to: {
        path: `^lib/(${ground})/`,
        pathNot: ['^lib/[^/]+/index\\.ts$', '^lib/identity/(cookies|session-cookie)\\.ts$'],
      },
    },
    {
      name: 'kernel-and-platform-know-no-domain',
      comment: 'What domains stand on knows none of them; they are handed what domains offer.',
      severity: 'error',
      from: { path: '^lib/(kernel|platform|shared|access|identity|adapters|jobs|fields)/', pathNot: test },
      to: { path: [domain, '^lib/domains\\.ts$'] },
    },
    {
      name: 'platform-knows-no-kernel',
      comment: 'platform is the outside world; it does not know how use cases run.',
      severity: 'error',
      from: { path: '^lib/platform/', pathNot: test },
      to: { path: '^lib/(kernel|access|identity|adapters|jobs)/' },
    },
    {
      name: 'kernel-knows-no-way-in',
      comment: 'The kernel runs use cases for whoever asks: it knows no adapter, no cookie, no job.',
      severity: 'error',
      from: { path: '^lib/kernel/', pathNot: test },
      to: { path: '^lib/(adapters|identity|jobs)/' },
    },
    {
      name: 'access-is-the-ground-floor',
      comment:
        'lib/access is pure data about permissions and roles: nothing of ours but itself and lib/shared.',
      severity: 'error',
      from: { path: '^lib/access/', pathNot: test },
      to: { path: '^(lib/(?!access/|shared/)|app|components|prisma|scripts)' },
    },
    {
      name: 'shared-is-pure',
      comment: 'lib/shared runs in the browser: nothing of ours but itself, no Node module.',
      severity: 'error',
      from: { path: '^lib/shared/', pathNot: test },
      to: { path: '^lib/(?!shared/)' },
    },
    {
      name: 'fields-are-pure',
      comment: 'lib/fields runs in the browser: nothing of ours but itself and lib/shared.',
      severity: 'error',
      from: { path: '^lib/fields/', pathNot: test },
      to: { path: '^(lib/(?!fields/|shared/)|app|components|prisma|scripts)' },
    },
    {
      name: 'shared-needs-no-node',
      severity: 'error',
      from: { path: ['^lib/(shared|fields)/', '^components/'], pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-testing-in-production',
      severity: 'error',
      from: { path: '^(app|components|lib)/', pathNot: [test, '^lib/testing/'] },
      to: { path: '^lib/testing/' },
    },
  ],
  required: [
    {
      name: 'server-code-says-so',
      comment: "Server code begins with `import 'server-only'`.",
      severity: 'error',
      module: {
        path: [`^lib/(${ground}|${domains}|platform|i18n)/.*\\.ts$`, '^lib/domains\\.ts$'],
        pathNot: [
          test,
          // Pure, and used by middleware.ts or in the browser too.
          '^lib/.+/(schema|policy)\\.ts$',
          '^lib/kernel/result\\.ts$',
          '^lib/identity/(cookies|session-cookie)\\.ts$',
          '^lib/platform/(clock|content-security-policy)\\.ts$',
        ],
      },
      to: { path: 'server-only' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', 'prisma/generated', '\\.next'] },
    exclude: { path: ['\\.next', 'node_modules/.cache'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { conditionNames: ['react-server', 'import', 'node', 'default'] },
  },
};

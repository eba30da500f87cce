// Errors only: a warning nobody has to answer is noise.
import eslint from '@eslint/js';
import angular from 'angular-eslint';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import boundaries from 'eslint-plugin-boundaries';
import importX from 'eslint-plugin-import-x';
import rxjsX from 'eslint-plugin-rxjs-x';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { architectureRules, architectureSettings, singleImporters } from './scripts/lint/architecture.js';
import {
  angularRules,
  peerTransportRules,
  rxjsRules,
  specRules,
  templateRules,
  typescriptRules,
} from './scripts/lint/typescript.js';

/** Each area and the tsconfig that knows all of its files, specs included. */
const areas = {
  'projects/parley': 'projects/parley/tsconfig.spec.json',
  'projects/protocol': 'projects/protocol/tsconfig.json',
  'services/certs': 'services/certs/tsconfig.json',
  'services/signaling': 'services/signaling/tsconfig.json',
  'services/doctor': 'services/doctor/tsconfig.json',
  e2e: 'e2e/tsconfig.json',
  bench: 'bench/tsconfig.json',
};
const resolver = { project: Object.values(areas), noWarnOnMultipleProjects: true };
const tsconfigRootDir = import.meta.dirname;
const app = ['projects/parley/src/**/*.ts'];
const specs = ['**/*.spec.ts', '**/testing/**/*.ts', 'services/signaling/{fuzz,scale}/**/*.ts'];
const pageGlobals = [
  'addEventListener',
  'document',
  'io',
  'location',
  'navigator',
  'performance',
  'RTCPeerConnection',
  'setInterval',
  'URL',
  'window',
];
const nodeGlobals = [
  'console',
  'process',
  'setTimeout',
  'clearTimeout',
  'fetch',
  'URL',
  'AbortSignal',
  'Buffer',
  'performance',
];

export default defineConfig(
  globalIgnores([
    'dist/',
    '.angular/',
    '.cache/',
    'coverage/',
    'test-results/',
    'bench/results/',
    'e2e/faults/results/',
    '**/*.d.ts',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [
      eslint.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
    ],
    plugins: { boundaries, 'import-x': importX },
    settings: {
      ...architectureSettings,
      'import/resolver': { typescript: resolver },
      'import-x/resolver-next': [createTypeScriptImportResolver(resolver)],
      'import-x/extensions': ['.ts'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    rules: { ...typescriptRules, ...architectureRules },
  },
  ...Object.entries(areas).map(([folder, project]) => ({
    files: folder === 'e2e' ? ['e2e/**/*.ts', 'playwright*.config.ts'] : [`${folder}/**/*.ts`],
    languageOptions: { parserOptions: { project, tsconfigRootDir } },
  })),
  {
    files: app,
    extends: [angular.configs.tsRecommended, rxjsX.configs.strict],
    processor: angular.processInlineTemplates,
    rules: { ...angularRules, ...rxjsRules },
  },
  {
    files: ['projects/parley/src/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
    rules: templateRules,
  },
  ...singleImporters,
  { files: ['projects/parley/src/app/peer/peerjs-transport*.ts'], rules: peerTransportRules },
  { files: specs, rules: specRules },
  {
    files: ['e2e/**/*.ts', 'bench/**/*.ts'],
    // Playwright's `test` bodies are long by nature; a command line tool prints.
    rules: {
      'max-lines-per-function': 'off',
      // A fixture that needs no other says so with `{}`.
      '@typescript-eslint/unbound-method': 'off',
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
    },
  },
  {
    files: [
      'bench/**/*.ts',
      'e2e/faults/*.ts',
      'services/signaling/{fuzz,scale}/main.ts',
      'services/signaling/fuzz/sizing.ts',
      'services/doctor/src/main.ts',
      'projects/parley/src/main.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['playwright*.config.ts'],
    // Read by Playwright, which wants a default export; it belongs to no folder.
    rules: {
      'import-x/no-default-export': 'off',
      'boundaries/no-unknown-files': 'off',
      'boundaries/dependencies': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    extends: [eslint.configs.recommended],
    languageOptions: { globals: readonly(nodeGlobals) },
    rules: { 'max-lines': ['error', { max: 350 }], 'max-lines-per-function': ['error', { max: 40 }] },
  },
  {
    files: ['bench/floor/*.js', 'projects/parley/src/load-again.js', 'services/signaling/scale/**/*.js'],
    languageOptions: { globals: readonly(pageGlobals) },
  },
);

function readonly(names) {
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}

/** TypeScript rules beyond typescript-eslint's strict and stylistic sets. */
export const typescriptRules = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
  ],
  // A cast is a claim nobody checks: parse at the boundary, or narrow. `as const` and `satisfies` stay.
  '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  // Fires on parameters that tie an argument to the return type, which is what they are for.
  '@typescript-eslint/no-unnecessary-type-parameters': 'off',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' },
  ],
  '@typescript-eslint/no-unnecessary-condition': [
    'error',
    { allowConstantLoopConditions: 'only-allowed-literals' },
  ],
  'max-lines': ['error', { max: 350 }],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
  'no-console': 'error',
  eqeqeq: 'error',
  'import-x/no-cycle': ['error', { ignoreExternal: true }],
  'import-x/no-default-export': 'error',
};

/** What a spec may do that the product may not. */
export const specRules = {
  'max-lines-per-function': 'off',
  // A fake that stands for a wide browser API is written as the part that is used, and cast.
  '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
  '@typescript-eslint/no-unsafe-type-assertion': 'off',
  // `expect(spy.method)` names a method without calling it, on purpose.
  '@typescript-eslint/unbound-method': 'off',
  '@typescript-eslint/no-empty-function': 'off',
  '@typescript-eslint/require-await': 'off',
  '@typescript-eslint/no-unsafe-argument': 'off',
  // A fake is driven from outside, and an observable that never emits fails its spec by time-out.
  'rxjs-x/no-exposed-subjects': 'off',
  'rxjs-x/no-ignored-default-value': 'off',
};

export const rxjsRules = {
  'rxjs-x/finnish': [
    'error',
    // A private subject shares its name with the public observable it backs: `#state` and `state$`.
    { functions: false, methods: false, names: { '^#': false } },
  ],
  // Failures are values in state streams, so a subscriber has no error to handle.
  'rxjs-x/no-ignored-error': 'off',
  'rxjs-x/no-unsafe-takeuntil': ['error', { alias: ['takeUntilDestroyed'] }],
};

const SIGNAL = '/^(signal|computed|linkedSignal|toSignal|input|model|viewChild|viewChildren|resource)$/';

const markedSignal = {
  selector: `PropertyDefinition[key.name=/[$]$/] > CallExpression[callee.name=${SIGNAL}]`,
  message: 'The $ marks observables. A signal has no mark.',
};
// `no-restricted-imports` does not see `import('peerjs')`.
const lazyPeerJs = {
  selector: "ImportExpression[source.value='peerjs']",
  message: 'Only app/peer/peerjs-transport.ts knows PeerJS. Use PeerTransport.',
};

/** For the one file that may load PeerJS. */
export const peerTransportRules = { 'no-restricted-syntax': ['error', markedSignal] };

export const angularRules = {
  'no-restricted-properties': [
    'error',
    {
      object: 'crypto',
      property: 'randomUUID',
      message: 'It does not exist on a page opened over plain http in a local network. Use v4 of uuid.',
    },
  ],
  'no-restricted-syntax': ['error', markedSignal, lazyPeerJs],
  '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'app', style: 'kebab-case' }],
  '@angular-eslint/directive-selector': ['error', { type: 'attribute', prefix: 'app', style: 'camelCase' }],
  '@angular-eslint/no-duplicates-in-metadata-arrays': 'error',
  '@angular-eslint/no-lifecycle-call': 'error',
  '@angular-eslint/no-uncalled-signals': 'error',
  '@angular-eslint/prefer-output-readonly': 'error',
  '@angular-eslint/prefer-signals': 'error',
  '@angular-eslint/prefer-service-decorator': 'error',
  '@angular-eslint/use-lifecycle-interface': 'error',
};

export const templateRules = {
  '@angular-eslint/template/button-has-type': 'error',
  '@angular-eslint/template/no-any': 'error',
  '@angular-eslint/template/no-duplicate-attributes': 'error',
  '@angular-eslint/template/no-interpolation-in-attributes': ['error', { allowSubstringInterpolation: true }],
  '@angular-eslint/template/no-non-null-assertion': 'error',
  '@angular-eslint/template/no-positive-tabindex': 'error',
  '@angular-eslint/template/prefer-self-closing-tags': 'error',
};

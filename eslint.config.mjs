import comments from '@eslint-community/eslint-plugin-eslint-comments/configs';
import js from '@eslint/js';
import lwc from '@salesforce/eslint-config-lwc/recommended-ts.js';
import { defineConfig, globalIgnores } from 'eslint/config';
import prettier from 'eslint-config-prettier';
import jest from 'eslint-plugin-jest';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const product = '{softphone,connector,simulators,scripts,test}/**/*.ts';

export default defineConfig([
  globalIgnores(['build/', 'coverage/', '.local/', 'force-app/main/default/staticresources/']),
  js.configs.recommended,
  { files: ['**/*.{js,mjs,cjs}'], languageOptions: { globals: { ...globals.node } } },
  {
    files: [product],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off', // unions need `type`, shapes read better as `interface`
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/unbound-method': 'off', // ports are objects of functions; none of them uses `this`
      '@typescript-eslint/require-await': 'off', // a port's method is async whatever its body is
      'no-console': 'error',
    },
  },
  {
    files: ['{softphone,connector}/**/*.ts'],
    ignores: ['connector/src/config.ts', 'connector/src/main.ts', '**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'connector/src/config.ts is the only reader of the environment.',
        },
      ],
    },
  },
  {
    files: ['softphone/core/**/*.ts', 'connector/src/callCenter/**/*.ts'],
    ignores: ['**/*.test.ts', '**/testing/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['Date', 'setTimeout', 'setInterval', 'fetch', 'crypto', 'process', 'window', 'document'].map(
          (name) => ({
            name,
            message: 'Time, ids, randomness and I/O come from ports.',
          }),
        ),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Ids come from a port.' },
      ],
    },
  },
  {
    files: ['{softphone,connector,simulators,scripts}/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-params': ['error', 3],
      'max-depth': ['error', 3],
      // A switch over a union counts once: it has to name every case.
      complexity: ['error', { max: 15, variant: 'modified' }],
    },
  },
  { files: ['scripts/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['softphone/entries/*.ts'], rules: { 'no-console': ['error', { allow: ['warn'] }] } },
  {
    files: ['**/*.test.ts'],
    extends: [jest.configs['flat/recommended']],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'fc.assert'] }],
    },
  },
  {
    files: ['force-app/**/lwc/**/*.ts'],
    extends: [lwc],
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      // What tsc reports, and unlike these rules with a view of the types.
      'no-unused-vars': 'off',
      'no-undef': 'off',
      // They take the members of types for variables.
      'no-use-before-define': 'off',
      'no-restricted-globals': 'off',
      'consistent-return': 'off',
      'getter-return': 'off',
      'default-case': 'off', // a `switch` over a union has none, so that a new case is noticed
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/softphone/**', '**/connector/**', '**/simulators/**'],
              allowTypeImports: true,
              message: 'At run time a component sees only c/* and @salesforce/*.',
            },
          ],
        },
      ],
    },
  },
  { files: ['force-app/**/__tests__/**'], languageOptions: { globals: globals.jest } },
  comments.recommended,
  { rules: { '@eslint-community/eslint-comments/require-description': 'error' } },
  prettier,
]);

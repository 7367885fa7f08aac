/** Packages that are not ES modules call `require`, which an ES module has to make first. */
const REQUIRE =
  "import{createRequire as makeRequire}from'node:module';const require=makeRequire(import.meta.url);";

/** How every function is bundled, beside its entry and format (ES module); the bench does the same. */
export const bundling = {
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  sourceMap: true,
  bundleAwsSDK: true,
  banner: REQUIRE,
};

/** Options of the Node process that runs a function. */
export const NODE_OPTIONS = '--enable-source-maps';

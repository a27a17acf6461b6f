// The least site that shows the docs, with everything an error that Docusaurus can find wrong in them.
module.exports = {
  title: 'Docs of the example shop',
  url: 'https://docs.shop.example.com',
  baseUrl: '/',
  onBrokenLinks: 'throw',
  onBrokenAnchors: 'throw',
  onDuplicateRoutes: 'throw',
  markdown: {hooks: {onBrokenMarkdownLinks: 'throw', onBrokenMarkdownImages: 'throw'}},
  plugins: [['@docusaurus/plugin-content-docs', {routeBasePath: '/'}]],
  themes: ['@docusaurus/theme-classic'],
};

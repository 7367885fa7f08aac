import { describe, expect, it } from 'vitest';
import { html, raw } from '#cli/backtest/report/html.ts';

describe('a template of markup', () => {
  it('escapes all that is put in, in text and in attributes', () => {
    const id = `"><script>alert('x')</script>&`;
    const { markup } = html`<p title="${id}">${id}</p>`;
    expect(markup).not.toContain('<script');
    expect(markup).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;</p>',
    );
  });

  it('takes markup of its own as it is, also in lists', () => {
    const items = ['<a>', 'b'].map((text) => html`<li>${text}</li>`);
    expect(html`<ul>${items}</ul>`.markup).toBe('<ul><li>&lt;a&gt;</li><li>b</li></ul>');
    expect(html`${raw('<hr>')}${3}${undefined}`.markup).toBe('<hr>3');
  });
});

import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { CheckboxGroup } from './checkbox-group';

it('every box has an id of its own, and a label, whatever letters its value is written in', () => {
  const values = ['Инспектор А', 'Инспектор Б', 'Администратор', 'Auditor 1', 'Auditor.1', 'Auditor-1'];
  const html = renderToStaticMarkup(
    createElement(CheckboxGroup, {
      name: 'roles',
      legend: 'Roles',
      options: values.map((value) => ({ value, label: value })),
    }),
  );
  const ids = [...html.matchAll(/<input id="([^"]+)"/g)].map(([, id]) => id);
  expect(ids).toHaveLength(values.length);
  expect(new Set(ids).size).toBe(values.length);
  expect(ids[0], 'the error summary leads to the first').toBe('roles');
  for (const id of ids) expect(html).toContain(`for="${id}"`);
});

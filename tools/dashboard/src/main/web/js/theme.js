// Dark and light. The colours are the style sheet's; charts read them here.
import { saved, save } from './saved.js';

const NAME = 'theme';
const media = matchMedia('(prefers-color-scheme: light)');
const values = new Map();
const listeners = new Set();

/** A custom property of the page as it is now, kept until the theme changes. */
export function token(name) {
  let value = values.get(name);
  if (value === undefined) {
    value = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    values.set(name, value);
  }
  return value;
}

export function onTheme(listener) {
  listeners.add(listener);
}

export function isLight() {
  return document.documentElement.dataset.theme === 'light';
}

function show(theme) {
  document.documentElement.dataset.theme = theme;
  values.clear();
  listeners.forEach(listener => listener());
}

export function toggleTheme() {
  const theme = isLight() ? 'dark' : 'light';
  save(NAME, theme);
  show(theme);
}

/** What was chosen here, else what the system has. */
export function beginTheme() {
  const chosen = () => saved(NAME, null) ?? (media.matches ? 'light' : 'dark');
  show(chosen());
  media.addEventListener('change', () => show(chosen()));
}

import { useSyncExternalStore } from 'react';

export type ThemeChoice = 'system' | 'light' | 'dark';
export type Theme = 'light' | 'dark';

const KEY = 'candlegrid.theme';
const darkSystem = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function stored(): ThemeChoice {
  const value = localStorage.getItem(KEY);
  return value === 'light' || value === 'dark' ? value : 'system';
}

let choice: ThemeChoice = stored();

function resolved(): Theme {
  return choice === 'system' ? (darkSystem.matches ? 'dark' : 'light') : choice;
}

function apply() {
  document.documentElement.dataset.theme = resolved();
  listeners.forEach((listener) => listener());
}

darkSystem.addEventListener('change', apply);
apply();

export function chooseTheme(next: ThemeChoice) {
  choice = next;
  if (next === 'system') {
    localStorage.removeItem(KEY);
  } else {
    localStorage.setItem(KEY, next);
  }
  apply();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The theme on screen; charts draw again when it changes. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, resolved);
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, () => choice);
}

/** The value of a design token, for canvases. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

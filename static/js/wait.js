// A page that waits for something looks again by itself, a little more rarely each time.
const KEY = `waited ${location.pathname}`;
const times = Number(sessionStorage.getItem(KEY) || 0) + 1;
sessionStorage.setItem(KEY, String(times));
setTimeout(() => location.reload(), Math.min(500 * times, 5000));

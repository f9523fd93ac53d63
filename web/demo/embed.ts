import '../dist/bezint-check.js';

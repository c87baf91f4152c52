module.exports = {
  uiPort: 0,
  uiHost: '127.0.0.1',
  httpAdminRoot: false,
  disableEditor: true,
  telemetry: { enabled: false, updateNotification: false },
  logging: { console: { level: 'warn', metrics: false, audit: false } },
};

package io.lares.web.http;

/** Who may use a route. */
public enum Who {
  /** Everybody, also while nobody owns the hub. */
  EVERYBODY,
  /** Everybody, once somebody owns the hub. */
  VISITORS,
  /** Everybody who has logged in. */
  GUESTS,
  /** Who lives here. */
  RESIDENTS,
  /** Owners. */
  OWNERS
}

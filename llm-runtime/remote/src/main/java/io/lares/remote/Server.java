package io.lares.remote;

import io.lares.language.RemoteModel.Found;

/** What is at an address and how to speak with it. */
record Server(Found found, Dialect dialect) {}

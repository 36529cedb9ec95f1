package io.relance.connector.axelor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One way in that is open: its cookies, and what its entities looked like when it was opened.
 *
 * @param cookies name to value; none for a key or Basic
 */
record Session(Map<String, String> cookies, Schema schema) {
  static Session of(Map<String, String> cookies) {
    return new Session(Map.copyOf(cookies), new Schema(new ConcurrentHashMap<>()));
  }

  String cookieHeader() {
    StringBuilder header = new StringBuilder();
    cookies.forEach(
        (name, value) ->
            header.append(header.isEmpty() ? "" : "; ").append(name).append('=').append(value));
    return header.toString();
  }
}

package io.relance.demo;

/** An error as Odoo words it: the exception's Python name, and JSON-2's status. */
final class OdooFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final int status;

  OdooFault(int status, String name, String message) {
    super(message);
    this.status = status;
    this.name = name;
  }

  static OdooFault access(String message) {
    return new OdooFault(403, "odoo.exceptions.AccessError", message);
  }

  static OdooFault value(String message) {
    return new OdooFault(500, "builtins.ValueError", message);
  }

  static OdooFault type(String message) {
    return new OdooFault(500, "builtins.TypeError", message);
  }

  static OdooFault missing(String message) {
    return new OdooFault(404, "odoo.exceptions.MissingError", message);
  }

  String name() {
    return name;
  }

  int status() {
    return status;
  }
}

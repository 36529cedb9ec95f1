<#include "task.json.ftl">

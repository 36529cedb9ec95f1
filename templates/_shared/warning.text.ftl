<#-- One line that salespeople read on the customer; words set line. -->
<#include words><#include level><#t>
${line?trim?replace("\\s+", " ", "r")}

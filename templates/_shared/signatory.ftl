<#-- Who signs: the executive where the level's words set signed to "executive", else the usual signatory; may be nobody. -->
<#function signatory><#return ((signed!"")?trim == "executive")?then(house.executive!(house.signatory!""), house.signatory!"")></#function>

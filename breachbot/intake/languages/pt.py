"""Portuguese, of Portugal and of Brazil."""

from breachbot.intake.phrases import Language

LANGUAGE = Language(
    slots={
        "holder": """clientes?|usuári[oa]s?|utilizador(?:a|es|as)?|pacientes?|utentes?|pessoas?|gente|membros?|empregad[oa]s?|funcionári[oa]s?
            |colaborador(?:a|es|as)?|colegas?|empresas?|organizaç(?:ão|ões)|alun[oa]s?|famílias?|vizinh[oa]s?|trabalhador(?:a|es|as)?|sóci[oa]s?
            |inquilin[oa]s?|senhor(?:a|es|as)?|estudantes?|segurad[oa]s?|comprador(?:a|es|as)?|vendedor(?:a|es|as)?|contas?|pais|crianças?
            |assinantes?|titular(?:es)?|indivíduos?|hóspedes?|candidat[oa]s?|moç[oa]""",
        "someone": """outr[oa]s? (?:\\w+ )?(?:{holder})|outr[oa]s|outrem|mais alguém|desconhecid[oa]s?|estranh[oa]s?|terceiros
            |(?:alguém|uma? (?:pessoa|senhora?|cliente)|pessoas|gente) (?:a quem |que )?(?:eu )?não (?:conheço|conhecemos)
            |(?:{holder}) (?:\\w+ )?(?:(?:errad|desconhecid|alhei|distint)[oa]s?|diferentes?)""",
        "of": "(?:um |uma |o |a |os |as |n?outr[oa]s? )?",
        "thing": """ibans?|lembretes?|faturas?|facturas?|notas?(?: fisca(?:l|is))?|encomendas?|pedidos?|entregas?|envios?|papéis|confirmação|mensagens|mensagem|conversas?|chats?|fotos?|fotografias?|imagens|imagem|vídeos?
            |receitas?|medicação|contas?|perfi(?:l|s)|endereços?|moradas?|ficheiros?|arquivos?|documentos?|dados|informaç(?:ão|ões)|carrinho|reservas?
            |bilhetes?|ingressos?|extra(?:c)?tos?|recibos?|holerites?|contracheques?|salários?|processos?|prontuários?|resultados?|análises|exames?
            |contratos?|nomes?|números?|telefones?|calendários?|agendas?|contactos?|contatos?|históricos?|assinaturas?|subscriç(?:ão|ões)|pagamentos?
            |cartões|cartão|compras?|pacotes?|certificados?|solicitaç(?:ão|ões)|candidaturas?|apólices?|localizaç(?:ão|ões)|consultas?|saldos?
            |transa(?:c)?ç(?:ão|ões)|senhas?|palavras? passe|e ?mails?|correios?|cartas?|relatórios?|comprovantes?|comprovativos?|diagnósticos?
            |radiografias?|currículos?|formulários?|respostas?|registros?|registos?|fichas?|páginas?|atestados?|boletos?|orçamentos?""",
        "self": "contas?|perfi(?:l|s)|dados|processos?|prontuários?|identidades?|pacientes?",
        "my": "meus?|minhas?|nossos?|nossas?|seus?|suas?|teus?|tuas?",
        "seer": """desconhecid[oa]s?|estranh[oa]s|outr[oa]s? (?:{holder})|outr[oa]s|terceiros|tod[oa]s?(?: a gente| o mundo)?|qualquer (?:um|pessoa|{holder})
            |toda a gente|o público""",
    },
    tells="""sem|extorsão|chantagem|resgate|cc|cópia
        |d?outr[oa]s?|distint[oa]s?|diferentes?|outrem|alguém|desconhecid[oa]s?|estranh[oa]s?|terceiros|conheço|conhecemos|errad[oa]s?
        |alhei[oa]s?|colegas?|não|pertenc\\w+|trocad\\w*|trocar\\w*|mistur\\w*|invert\\w*|confund\\w*
        |tod[oa]s?|toda|qualquer|públic\\w+|google|internet|web|vaza\\w+|fugas?|exposição|expostos
        |violaç\\w+|incorret\\w*|dirigid\\w*|destinad\\w*|endereçad\\w*|hack\\w+|pirate\\w+|invadid\\w*
        |roubad\\w*|perda|apagad\\w*|eliminad\\w*|perdid\\w*""",
    says={
        "cross_tenant": (
            "(?:{thing}) (?:{gap2})(?:de|do|da|dos|das|pertencentes? a|sobre|em nome de|doutr[oa]s?) (?:{of})(?:{someone})",
            "(?:{thing}) (?:doutr[oa]s?|dum outro|duma outra) (?:{holder})",
            "(?:{thing}) (?:{gap2})(?:de|do|da|dos|das|dum|duma) (?:(?:um|uma|meus?|minhas?|seus?|nossos|outr[oa]|tod[oa]s|os|as) )*colegas?",
            "(?:{thing}) (?:\\w+ ){0,3}não (?:me|nos) pertencem?|(?:{thing}) (?:\\w+ ){0,3}não pertencem? a (?:mim|nós)",
            "(?:{thing}) (?:\\w+ ){0,5}(?:pertencem? a|são d\\w+|é d\\w+) (?:{of})(?:{someone})",
            "(?:est[ea]s?|iss?to|iss?o|ess[ea]s?|aquel[ea]s?) não (?:são|é|eram|era) (?:o |a |os |as )?(?:{my}) (?:\\w+ )?(?:{thing})",
            "(?:logad|conectad|ligad|autenticad|registad|registrad)[oa]s? (?:{gap1})(?:como|na conta de) (?:um |uma )?(?:{someone})",
            "(?:trocar|mistur|confund|inverter)\\w* (?:{gap1})(?:as |os )?(?:{my}) (?:{self})",
            "(?:{thing}) un?s dos outros|(?:{thing}) umas das outras",
        ),
        "exposure": (
            "(?:{seer}) (?:veem|vêem|vê|leem|lê|têm acesso a\\w*) (?:o |a |os |as )?(?:{my}) (?:\\w+ )?(?:{thing})",
            "(?:{my}) (?:\\w+ )?(?:{thing}) (?:{gap3})(?:públic[oa]s?|no google|na internet|na (?:dark )?web)",
        ),
        "misdirected": (
            "cc em vez de (?:bcc|cco)|em cópia visível|todos (?:\\w+ ){0,4}em cópia(?! oculta)",
            "(?:dirigid|destinad|endereçad)[oa]s? (?:a|para) (?:{of})(?:{someone})",
            "não (?:era|eram|é|são) (?:dirigid|destinad|endereçad)[oa]s? a (?:mim|nós)|não (?:é|são|era|eram) para (?:mim|nós)",
            "(?:receb|cheg)\\w* (?:\\w+ ){0,4}(?:{thing}) (?:\\w+ )?para (?:{of})(?:{someone})",
        ),
        "attack": (
            "hackea\\w+|hackers?|pirateada?s?|(?:conta|perfil) (?:{gap2})(?:invadid|roubad)[oa]|senhas? (?:{gap2})roubadas?",
        ),
        "loss": (
            "perda de dados|(?:{thing}) (?:{gap3})(?:apagad|eliminad|perdid)[oa]s? (?:por engano|por erro|para sempre)",
        ),
    },
    small="""o a os as um uma uns umas de do da dos das no na nos nas ao aos à e ou é são era foi foram tem
        têm não eu nós me meu minha meus minhas nosso nossa seu sua seus suas se que quem em
        com sem por para como mas quando desde todos todas lhe isto este esta esse essa pelo
        pela muito já há estou está estão vocês outro outra outros outras estava vejo eles
        elas""",
    negations="não|nunca|sem|nenhum|nenhuma|nem|já não",
    asks="""(?:olá |oi |bom dia |e )?(?:(?:posso|podemos|pode se|poderia|devo)\\b(?=[^\\n]*\\?)|como (?!é possível|pode ser|assim)|é possível |há\\b(?=[^\\n]*\\?)|(?:gostaria|gostaríamos|quero|queremos|queria|preciso
        |precisamos|desejo) (?:de )?(?!(?:\\w+ ){0,4}(?:informar|avisar|dizer|denunciar|saber|comunicar|reportar|relatar))|por favor (?:\\w+ )?(?:entreg|envi|mud|adicion|troqu)\\w*)""",
    cannot="não (?:consigo|conseguimos|consegue|posso|podemos|vejo|vemos|encontro|recebo|dá para|me deixa) (?:\\w+ ){0,4}",
    taken="já (?:\\w+ ){0,2}(?:pertenc|associad|usad|registad|registrad|vinculad|existe|em uso|atribuíd)\\w*",
    ideas={
        "not": "não nunca sem nenhum nenhuma ninguém nem bloquead* recusad* negad* falhad* impedid*",
        "data": """processos_clínicos aluguer aluguel hipoteca carta_de_condução fatura* factura* encomenda*
            pedido* salári* holerite* recibo* processo* prontuári* receita* diagnóstic*
            resultado* análise* exame* passaporte* cpf nif bi cartão_de_cidadão nascimento
            morada* endereço* telefone* número_de telemóve* iban saldo extrato* dados ficha*
            contato* contacto* mensage* conversa* chat vídeo* perfil perfis email emails
            e_mail* correio caixa_de_correio consulta consultas reserva* contrato* currícul*
            candidatura* certificad* médic* clínic* saúde pesso* relatório* apólice* seguro*
            queixa* reclama* nome nomes atestado* formulári* boleto* bancári* menores notas
            comprovativo* orçamento* renda comprovante* carta* documento* arquivo* ficheiro*
            pasta* chats histórico* e_mail mail caixa foto* imagem imagens álbum conta
            área_de_cliente área_reservada agendamento* marcação marcações bilhete* passagem
            viage* trajeto* envio resposta* nota nota_fiscal lista* número* apelido
            sobrenome informações informação sinistro* inquérito* assinatura* quota* doação
            doações transferência* pagamento* movimento* boletim* digitaliz* cópia* anexo*
            ata atas lembrete* guia_de_remessa guias_de_remessa sms""",
        "people": """cliente* usuári* utilizador* paciente* utente* membro* sóci* funcionári* empregad*
            colaborador* gente assinante* inquilin* empresa* famíli* alun* estudante* pais
            colega* segurad* candidat* destinatári* participante* vizinh* conta contas
            titular* trabalhador* proprietári* morador* residente* condómin* pai mãe filh*
            criança* pessoa* visitante* passageir* viajante* comprador* vendedor*
            comerciante* escritório* escola* clínica* hospital* associação agência* senhor*
            homem mulher rapaz moça estagiári* beneficiári* doador* organização""",
        "person": """senhor senhora sr sra desconhecid* estranh* vizinh* alguém outra_pessoa dona colega
            ex_marido ex_mulher chefe irmão irmã chamado chamada um_tal uma_tal chama_se
            família""",
        "mine": "eu meu minha meus minhas me mim nós nosso nossa",
        "else": "outr* errad* desconhecid* diferente* tod* qualquer cada vári*",
        "number": "centenas milhares",
        "store": """ficheiro* arquivo* pasta* base bases cópia* copias backup exportação tabela* folha planilha*
            diretório* directório* anexo* servidor* listagem registo* registro* documento*
            bucket disco*""",
        "other": """outra_pessoa de_outro de_outra de_outros de_outras doutr* desconhecid* não_é_meu não_é_minha
            não_são_meus não_são_minhas não_conheço alhei* de_um_senhor de_uma_senhora
            do_vizinho não_sou""",
        "got": """vejo ver vê vêem veem vi vemos aparec* receb* contém abre abri aberto enviad* enviaram
            entreg* devolve* ler li encontr* visíve* entrei cheg* viu viram visto mostr* sai
            saiu abriu abrir continha leio lê descarreg* baix* aced* acess* deram dado
            enviou mandaram mandou anex* dentro_do_envelope no_envelope vinha vinham
            consult* consigo_ver consegue_ver conseguem_ver posso_ver pode_ver podem_ver
            pertenc* imprim*""",
        "mixed": "não_corresponde troc* mistur* invert* confund* cruz* fundi* mal_associad* mal_atribuíd*",
        "owner": "sessão titular inquilino proprietári*",
        "open": """públic* toda_a_gente todo_mundo qualquer_pessoa qualquer_um qualquer_utilizador
            qualquer_usuário internet google motor_de_busca motores_de_busca sem_senha
            sem_palavra_passe sem_autentic* sem_login sem_iniciar sem_credenciais
            sem_proteção anónim* anônim* desprotegid* abert* terceiros não_autorizad*
            de_fora publicamente bing online na_net web motor_de_pesquisa
            resultados_de_pesquisa indexad* pesquis* quem_tiver sem_palavra sem_password
            sem_entrar sem_registo sem_protecção sem_autorização sem_permissão sem_controlo
            acesso_livre livremente com_o_link pelo_link tem_o_link tiver_o_link mudando_o
            alterando_o trocando_o número_no_url número_na_url número_no_link redes_sociais
            facebook instagram convidados expost* bucket_público""",
        "all": "a_todos para_todos todos",
        "reach": """legíve* visíve* acessíve* descarregáve* descarregad* baixad* ler ver vê indexad* partilhad*
            compartilhad* expost* abert* publicad* acesso devolve lista aparec* consultar
            disponíve* consultáve* veem descarregar baixar aceder acessar encontr* sai saem
            colocad* carregad* responde está estão estava estavam afixad* colad* pendurad*""",
        "outward": """email_privado email_particular endereço_externo email_pessoal conta_pessoal caixa_pessoal
            reencaminh* encaminhamento regra_de_encaminhamento fuga vazad* vazamento*
            vendid* vendeu servidor_desconhecido destino_desconhecido concorrent* dark_web
            para_fora e_mail_pessoal mail_pessoal e_mail_privado nuvem_pessoal dropbox
            wetransfer fora_da_empresa exterior conta_externa conta_desconhecida
            servidor_externo vazaram exfiltr* darknet fórum telegram à_venda venderam
            concorrên* novo_empregador levou_consigo domínio_externo
            regra_de_reencaminhamento parceiro_de_publicidade""",
        "odd": """invulgar* incomum incomuns anóma* anômal* anormal* massiv* em_massa noite madrugada
            fim_de_semana último_dia demiss* sem_motivo suspeit* desconhecid* habitual
            curiosidade antes_de_sair domingo sem_razão sem_justificação normalmente""",
        "took": """descarreg* download* baix* export* copi* consult* extra* abriu abertos lid* acedeu acessou
            acedid* acessad* pesquis* leu viu visualiz* imprim* fotograf* reencaminh* levou""",
        "idle": """sem_processo sem_autoriza* sem_motivo sem_razão sem_justific* curiosidade ex_marido
            ex_mulher cunhad* famos* sem_relação sem_justificação sem_necessidade
            por_curiosidade vizinh* sogra presidente_da_câmara""",
        "grant": "permiss* grupo acesso direitos leitura",
        "intruder": """ex_funcionári* antigo_funcionári* do_estrangeiro hacke* intrus* atacante* invasor* invadid*
            ciberataque* ransomware não_autorizad* comprometid* roubo_de violação ladr*
            pirat* malicios* acesso_não_autorizado teve_acesso tiveram_acesso tem_acesso
            ainda_tem_acesso continua_com_acesso não_revogad* não_desativad* antig* phishing
            palavra_passe_roubada senha_roubada credenciais_roubadas vazamento
            ataque_informático ex_colaborador* ainda_entra ainda_acede ainda_acessa""",
        "vendor": """fornecedor* subcontratad* prestador* parceiro* operador gráfica agência* hospedagem
            alojamento contabilista""",
        "tells": "nos_diz confirma* inform* comunic* avis* notific* alert* escrev* sofreu afetad* afectad*",
        "sent": """receb* carta email envelope newsletter envi* mand* remet* reencaminh* encaminh* entreg*
            deram dado cheg* distribu* public* partilh* compartilh* coloc* carreg* transmit*
            comunic* divulg* correio anex* afix* leu leram mostr* foi_parar foram_parar
            parar""",
        "astray": """toda_a_empresa meu_chefe meu_ex morada_antiga endereço_antigo anterior antig* errad* a_todos
            para_todos em_cópia cc por_engano por_erro por_lapso vizinh* desconhecid*
            à_vista trocad* outra_pessoa outro_cliente outro_utente outra_paciente em_vez_de
            não_é_meu email_pessoal ex_marido patrão lista_de_distribuição incorret*
            sem_querer outro_client* outra_client* outro_paciente outra_família
            outro_funcionári* outro_alun* outro_destinatário terceiro* trocaram invertid*
            ex_mulher concorrên* concorrente* imprensa jornalista* endereço_errado
            morada_errada destinatário_errado pessoa_errada antiga_morada""",
        "device": """processos_clínicos prontuários portátil portáteis computador* notebook* telemóve* celular*
            telefone* tablet* pen_drive* pen pendrive* usb disco* laptop* pc ipad pen_drive
            disco_externo disco_rígido cartão_de_memória servidor* nas fita* câmara* câmera*
            gravador* dispositivo* equipamento* impressora* fotocopiadora* cd dvd""",
        "paper": """processos papéis caixa caixas mala fichas dossiê* saco pasta* dossier* papel documento*
            carta* envelope* caderno* agenda* registo* malas mochila* sacos formulário*
            lista* contratos exames radiografias impress* cheque*""",
        "lost": """assalt* comboio trem autocarro ônibus táxi lixo contentor* metro feira passeio estação perd*
            extravi* roub* furt* esquec* deix* abandon* desaparec* sumiu nunca_chegou
            ecoponto papelão caixote deitad* deitaram jogad* calçada vend* olx não_apagad*
            sem_apagar não_destruíd* elétrico""",
        "wiped": """apagad* criptografad* eliminad* sobrescrit* destruíd* formatad* ilegíve* queimad* apagou
            apagaram eliminou corromp* perdid* irrecuperáve*""",
        "backup": "cópia_de_segurança cópias_de_segurança única_cópia backup*",
        "ransom": "resgate* chantage* extors* bitcoin*",
        "takeover": """hacke* roubad* não_fui_eu alguém_usou pirate* invadi* não_sou_eu sem_a_minha sem_minha
            dispositivo_desconhecido início_de_sessão_desconhecido em_meu_nome""",
        "account": "conta senha palavra_passe email perfil telefone password e_mail",
        "harmless": """simulação simulações simulacr* simulad* exercício* ambiente_de_testes dados_de_teste
            fictíci* quarentena falso_alarme fuga_de_memória vazamento_de_memória manutenção
            formação sem_perda ambiente_de_teste* homologação dados_fictícios
            dados_sintéticos conta_de_teste nenhum_dado nenhum_cliente falso_positivo
            treinamento foi_bloquead* foi_rejeitad* foi_negad* bloqueado_por""",
        "asks": """como_* posso pode_me onde_posso queria gostaria apagar_a_minha não_consigo previst* marcad*
            já_está já_existe como_posso como_faço como_altero como_alterar como_mudar
            como_elimin* como_export* como_adicion* como_descarreg* não_posso_entrar
            não_posso_abrir não_abre não_carrega não_funciona não_chega não_encontro esqueci
            gostava queria_alterar queria_adicionar seria_bom seria_útil poderiam_adicionar
            por_favor_alter* por_favor_elimin* mudei_de adicionar_outro adicionar_outra
            tamanho_errado cor_errada produto_errado artigo_errado onde_está_o_meu
            onde_está_a_minha quando_cheg* fecha_sozinh* trava como_previsto como_esperado
            perdi_o_telemóvel perdi_o_meu_telemóvel perdi_meu_celular muito_lento
            em_duplicado duas_vezes""",
        "sink": "logs texto_simples em_claro tradutor",
        "field": "senha senhas palavra_passe palavras_passe cartão cartões",
        "secret": "chave chaves senha senhas credenciais token",
        "committed": "publicad* repositório_público vazad*",
        "probe": "investigador* pesquisador* mudando_o alterando_o parâmetro número_no increment*",
        "forever": """única_cópia sem_cópia irrecuperáve* sem_backup não_há_cópia não_há_backup nem_backup
            também_as_cópias também_os_backups definitivamente impossível_recuperar
            não_recuperáve*""",
        "volume": "gb tb",
        "private": """salário* salario* vencimento* holerite* recibo_de_vencimento recibos_de_vencimento
            contracheque* reforma aposentadoria pensão médic* clínic* saúde doença*
            diagnóstico* receita_médica receitas_médicas receita receitas tratamento*
            análises exame* resultado* radiografia* ecografia* ressonância ultrassom
            processo_clínico processos_clínicos prontuário* ficha_clínica fichas_clínicas
            boletim_clínico historial_clínico histórico_médico relatório_médico
            relatórios_médicos baixa_médica atestado* gravidez deficiência* alergia* psicol*
            psiqu* terapia* vacin* medicação medicamento* disciplinar*
            avaliação_de_desempenho avaliações despedimento demissão currículo* curriculo*
            cv cvs candidatura* cartão_de_cidadão cartões_de_cidadão bilhete_de_identidade
            rg cpf nif passaporte* carta_de_condução cnh título_de_residência certidão
            data_de_nascimento datas_de_nascimento aniversário* segurança_social imposto*
            irs morada_pessoal moradas morada endereço_residencial endereços endereço
            domicílio telefone* telemóvel* celular número_de_telefone números_de_telefone
            contactos_pessoais dados_de_contacto dados_de_contato dados_bancários
            dados_pessoais dados_de_clientes dados_dos_clientes dados_de_pacientes
            dados_dos_pacientes dados_de_utilizadores dados_de_usuários dados_de_saúde
            dados_de_alunos conta_bancária contas_bancárias iban extrato* extracto*
            cartão_de_crédito cartões_de_crédito empréstimo* hipoteca* dívida* saldo religi*
            sindica* étnic* sexual* criminal criminais judicia* divórcio custódia adoção
            asilo notas boletim boletins pauta_de_notas matrícula* inscrição
            lista_de_clientes lista_de_sócios lista_de_alunos lista_de_pacientes
            base_de_clientes mensagens_privadas fotos_de_família fotos_privadas localização
            geolocalização impress* biométric* videovigilância testamento fichas_dos_utentes
            fichas_de_utentes fichas_dos_alunos devedor* inadimplent* ausência* falta*
            lembrete* contacto_de_emergência""",
        "elsewho": "outro outra outros outras alhei*",
        "alien": """de_outra_pessoa alheio alheia alheios alheias de_um_desconhecido de_uma_desconhecida
            desconhecid* de_um_estranho de_terceiros de_um_senhor de_uma_senhora de_um_tal
            de_uma_tal um_tal uma_tal do_vizinho da_vizinha do_meu_vizinho da_minha_vizinha
            da_minha_colega do_meu_colega de_um_colega de_uma_colega do_meu_chefe não_é_meu
            não_é_minha não_são_meus não_são_minhas não_é_nosso não_é_nossa não_são_nossos
            não_são_nossas não_é_o_meu não_é_a_minha não_sou_ela não_sou_ele não_me_pertenc*
            não_nos_pertenc* que_não_conheço não_conheço não_sei_quem não_é_para_mim
            não_era_para_mim nome_de_outr* doutra_pessoa de_um_vizinho de_uma_vizinha
            de_um_homem de_uma_mulher de_uma_família de_um_paciente do_paciente_seguinte
            do_cliente_anterior como_senhora como_outra_pessoa pertence_a_uma pertence_a_um
            para_alguém não_só_os_meus não_só_as_minhas não_só_os_nossos""",
        "somebody": """alguém desconhecid* um_homem uma_mulher burlão burlões golpista* terceiro* hacker* pirata*
            atacante* invasor* ex_marido ex_mulher ex_funcionári* antig* vizinh* concorrên*
            concorrente* empresa_desconhecida telemarketing publicidade intruso*""",
        "knows": """sabia sabiam sabe conhecia conheciam conhece citou mencionou ligou ligaram liga_me me_ligou
            telefonou telefonaram me_escreveu escreveu_me me_contactou contactou_me
            contataram contactaram tinha_o_meu tinha_os_meus tinham_o_meu tinham_os_meus
            tem_o_meu tem_os_meus têm_os_meus leu_me ameaç* chantag*""",
        "enters": """entrou entraram entrar_na acedeu acederam acessou acessaram iniciou_sessão fez_login usou
            usaram utiliz* mudou alterou alteraram mudaram hackead* pirate* invadi* roub*
            comprou comprado encomendou levantou transferiu na_minha_conta a_minha_conta
            minha_conta bloque* em_meu_nome no_meu_nome encomendado lido compras compra
            pagamentos""",
        "crowd": """todos todas toda_a_gente todo_mundo qualquer_pessoa qualquer_funcionário qualquer_um
            toda_a_empresa toda_a_equipa toda_a_equipe toda_a_turma toda_a_escola
            toda_a_lista todo_o_departamento todo_o_pessoal todo_o_grupo todo_o_prédio
            a_todos todos_os_funcionários todos_os_colaboradores todos_os_colegas
            todos_os_pais todos_os_clientes todos_os_sócios todos_os_utilizadores
            todos_os_usuários todos_os_destinatários todos_os_participantes todos_os_alunos
            todos_os_candidatos estagiári* fornecedor* extern* lista_de_distribuição
            lista_de_e lista_de_mails destinatários em_cópia cópia_visível em_cc cc
            em_vez_de_bcc em_vez_de_cco sem_bcc sem_cco grupo_de_whatsapp grupo_de_pais
            grupo_do_whatsapp canal_geral canal_público canal intranet quadro_de_avisos
            pasta_partilhada pastas_partilhadas pasta_compartilhada disco_partilhado
            uns_dos_outros entre_si na_entrada no_elevador no_átrio à_entrada aprendiz""",
        "left": """no_comboio no_trem no_autocarro no_ônibus no_metro no_metrô no_elétrico no_táxi num_táxi
            no_carro do_carro num_café na_estação no_aeroporto na_impressora
            na_fotocopiadora na_rua no_corredor na_sala_de_espera na_receção na_recepção
            no_lixo no_contentor num_contentor""",
        "of": "de do da dos das a ao aos",
        "ought": "não_devia não_deveri* no_vizinho com_o_vizinho na_vizinha",
        "breach": """fuga_de_dados vazamento_de_dados vazamento_de_informações violação_de_dados roubo_de_dados
            acesso_não_autorizado acessos_não_autorizados acesso_indevido""",
        "inside": "sessão logad*",
        "thing": "sessão sessões cookie* token* link links código códigos senha* palavra_passe",
        "locked": "cifrad* encript* criptograf*",
        "whole": "toda todo todas todos inteira inteiro",
        "group": """equipa equipe departamento empresa pessoal escritório escola turma grupo associação prédio
            lista""",
        "still": "ainda",
        "knew": "sabia sabiam conhecia conheciam",
        "peer": "colega vizinho vizinha chefe aluno aluna paciente utente cliente funcionário inquilino",
        "hung": "afixad* pendurad* colad* expost*",
    },
)
